package dev.promoter.remote.images;

import dev.promoter.domain.Action;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Secret;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Carries promotions out as the engine does, and remembers what its journal would. */
final class Ride implements AutoCloseable {
  static final String OLD = "0".repeat(31) + "1";
  static final String NEW = "0".repeat(31) + "2";
  static final String NEWER = "0".repeat(31) + "3";
  static final LinkName TARGET = new LinkName("current-tripleo");
  static final String PREVIOUS = "previous-current-tripleo";

  final ImageServers servers;
  final ImageKind what;
  private final Map<String, String> settings = new HashMap<>();
  private final VerifyImages verify;
  private final LinkImages link;

  Ride(Map<String, String> secrets, ImageKind what) {
    this.servers = new ImageServers(secrets(secrets));
    this.what = what;
    this.verify = new VerifyImages(servers, what);
    this.link = new LinkImages(servers, what);
    settings.putAll(
        Map.of(
            "distro_name",
            "centos",
            "distro_version",
            "9",
            "release",
            "master",
            "allowed_clients",
            what.client(),
            "default_qcow_server",
            "rdo"));
  }

  private static Secrets secrets(Map<String, String> values) {
    return name -> Optional.ofNullable(values.get(name)).map(Secret::new);
  }

  Ride set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  Ride section(Map<String, String> options) {
    options.forEach((key, value) -> set("image_server rdo " + key, value));
    return this;
  }

  Release release() {
    return new Release(
        new ReleaseName("CentOS-9/master"),
        "CentOS-9/master.ini",
        "dlrn",
        List.of(new Target(TARGET, new LinkName("s"), "", List.of(new Requirement("a-job")))),
        false,
        10,
        Duration.ofMinutes(1),
        new Settings(settings));
  }

  static Promotion promotion(Release release, String hash, ImageKind what) {
    Candidate candidate = new AggregateCandidate(hash);
    return new Promotion(
        release,
        TARGET,
        new LinkName("s"),
        "",
        candidate,
        Optional.empty(),
        Set.of(what.client()),
        "everything passed");
  }

  /** What the runners contribute, in the order of a plan. */
  List<Step> plan(String hash) {
    return plan(release(), hash);
  }

  List<Step> plan(Release release, String hash) {
    Promotion promotion = promotion(release, hash, what);
    Effects checks = verify.plan(promotion);
    Effects moves = link.plan(promotion);
    List<Step> steps = new ArrayList<>();
    Stream.concat(checks.preparing().stream(), moves.preparing().stream())
        .forEach(action -> steps.add(new Step(action)));
    Stream.concat(checks.moving().stream(), moves.moving().stream())
        .forEach(action -> steps.add(new Step(action)));
    return steps;
  }

  /** Plans and carries out. */
  Outcome promote(String hash) {
    return carry(plan(hash));
  }

  /** Carries out what is left, up to the first action that does not succeed. */
  Outcome carry(List<Step> steps) {
    Outcome last = new Outcome.Skipped("nothing planned");
    for (Step step : steps) {
      last = step.carryOut();
      if (!last.achieved()) {
        return last;
      }
    }
    return last;
  }

  @Override
  public void close() {
    servers.close();
  }

  /** One action with what the journal has of it. */
  final class Step {
    final Action action;
    private Optional<Before> before = Optional.empty();
    private boolean settled;

    Step(Action action) {
      this.action = action;
    }

    Before before() {
      return before.orElse(Before.NOTHING);
    }

    Outcome carryOut() {
      if (settled) {
        return new Outcome.AlreadyDone("settled");
      }
      ActionRunner runner = runner();
      try {
        if (before.isPresent()) {
          Optional<Outcome> seen = runner.observe(release(), action, before());
          if (seen.isPresent() && !(seen.get() instanceof Outcome.Retry)) {
            settled = seen.get().achieved();
            return seen.get();
          }
        } else {
          Optional<Outcome> obstacle = runner.obstacle(release(), action);
          if (obstacle.isPresent()) {
            return obstacle.get();
          }
        }
        if (before.isEmpty()) {
          before = Optional.of(runner.before(release(), action));
        }
        Outcome outcome = runner.run(release(), action, before());
        settled = outcome.achieved();
        return outcome;
      } catch (RemoteException unread) {
        return new Outcome.Retry(unread.sentence());
      }
    }

    /** What puts it back, as a plan of its own. */
    List<Step> undo() {
      return runner().undo(action, before()).actions().stream().map(Step::new).toList();
    }

    private ActionRunner runner() {
      return action.kind().equals(verify.kind()) ? verify : link;
    }
  }
}
