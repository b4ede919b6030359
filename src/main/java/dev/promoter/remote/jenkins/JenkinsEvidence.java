package dev.promoter.remote.jenkins;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.EvidenceSource;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Reading;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Said;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the commit is built: the milestone {@code build}. A build that succeeded stays one, so it
 * is not asked for again. An order of which nothing is left before it became a build is told, for
 * it is not given twice.
 */
public final class JenkinsEvidence implements EvidenceSource {
  private static final String MILESTONE = "build";

  private final Jenkins jenkins;
  private final Journal journal;
  private final Recollections recollections;
  private final InstantSource clock;
  private final Map<ReleaseName, String> seen = new ConcurrentHashMap<>();
  private final Map<ReleaseName, Built> built = new ConcurrentHashMap<>();

  /** A build that succeeded. */
  private record Built(BuildOrder order, Milestone milestone) {}

  /**
   * Reads from the server of each release.
   *
   * @param journal knows what was ordered
   * @param recollections keep which order was seen as a build: that may be deleted later
   */
  public JenkinsEvidence(
      Jenkins jenkins, Journal journal, Recollections recollections, InstantSource clock) {
    this.jenkins = jenkins;
    this.journal = journal;
    this.recollections = recollections;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "jenkins";
  }

  @Override
  public Reading read(Release release, Candidate candidate, Said said) {
    return new Reading(List.of(), milestone(release, candidate).stream().toList(), "");
  }

  private Optional<Milestone> milestone(Release release, Candidate candidate) {
    if (release.settings().isTrue("skip_build")) {
      return Optional.of(say(Verdict.PASSED, "", Instant.EPOCH, "left out, as skip_build says"));
    }
    BuildOrder order = BuildOrders.of(release, candidate);
    Optional<Milestone> known =
        Optional.ofNullable(built.get(release.name()))
            .filter(it -> it.order().equals(order))
            .map(Built::milestone);
    return known.isPresent() ? known : asked(release, candidate, order);
  }

  /** Nobody knows how it stands while Jenkins cannot be asked; nothing is ordered then. */
  private Optional<Milestone> asked(Release release, Candidate candidate, BuildOrder order) {
    try {
      BuildState state = jenkins.client(release).find(order);
      Optional<Milestone> milestone =
          state instanceof BuildState.Absent
              ? lost(release, candidate, order)
              : Optional.of(read(release, order, state));
      milestone
          .filter(it -> it.verdict() == Verdict.PASSED)
          .ifPresent(it -> built.put(release.name(), new Built(order, it)));
      return milestone;
    } catch (RemoteException fault) {
      return Optional.of(say(Verdict.UNKNOWN, "", clock.instant(), fault.sentence()));
    }
  }

  /** Nothing where no order was given, or its build was seen and was deleted since. */
  private Optional<Milestone> lost(Release release, Candidate candidate, BuildOrder order) {
    boolean ordered =
        journal
            .lastDone(release.name(), TriggerBuild.KIND, TriggerBuild.title(order))
            .filter(action -> action.candidate().equals(candidate))
            .isPresent();
    boolean begun =
        recollections.find(release.name(), MILESTONE).filter(order.words()::equals).isPresent();
    return ordered && !begun
        ? Optional.of(
            say(
                Verdict.PENDING,
                "",
                Instant.EPOCH,
                """
                the order for %s is neither in the queue nor among the builds any more: was it \
                cancelled? It is not given twice; a build that a person begins with the same \
                parameters is taken over"""
                    .formatted(order.words())))
        : Optional.empty();
  }

  private void remember(Release release, BuildOrder order) {
    if (!order.words().equals(seen.put(release.name(), order.words()))) {
      recollections.keep(release.name(), MILESTONE, order.words());
    }
  }

  private Milestone read(Release release, BuildOrder order, BuildState state) {
    if (state instanceof BuildState.Running running) {
      remember(release, order);
      return running(release, order, running);
    }
    if (state instanceof BuildState.Finished finished) {
      remember(release, order);
      String sentence =
          "build %d of %s ended with %s"
              .formatted(finished.number(), order.job(), finished.result());
      return say(
          finished.succeeded() ? Verdict.PASSED : Verdict.FAILED,
          finished.url(),
          finished.begun(),
          sentence + dropped(finished.dropped()));
    }
    String why = state instanceof BuildState.Queued queued ? queued.why() : "";
    String sentence = order.job() + " waits in the queue of Jenkins";
    return say(
        Verdict.PENDING, "", Instant.EPOCH, why.isEmpty() ? sentence : sentence + ": " + why);
  }

  private Milestone running(Release release, BuildOrder order, BuildState.Running running) {
    Duration limit = Duration.parse(release.settings().get("build_timeout"));
    boolean known = running.begun().isAfter(Instant.EPOCH);
    boolean late = known && running.begun().plus(limit).isBefore(clock.instant());
    String sentence =
        late
            ? "build %d of %s runs since %s, longer than build_timeout"
                .formatted(running.number(), order.job(), running.begun())
            : "build %d of %s runs".formatted(running.number(), order.job());
    return say(
        late ? Verdict.FAILED : Verdict.PENDING,
        running.url(),
        running.begun(),
        sentence + dropped(running.dropped()));
  }

  private static String dropped(List<String> parameters) {
    return parameters.isEmpty()
        ? ""
        : "; the job did not take over " + String.join(", ", parameters);
  }

  private static Milestone say(Verdict verdict, String url, Instant at, String sentence) {
    return new Milestone(MILESTONE, "", verdict, url, at, sentence);
  }
}
