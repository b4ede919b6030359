package dev.promoter.fakes;

import dev.promoter.domain.Action;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.Undo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Moves one link of {@link ScriptedLinks} per action, as every real runner must: only from where it
 * was when the plan was made, and not again when it is already so. Writes each call into a log it
 * shares with others, so that tests see what came before what. Misbehaves once for each trouble the
 * test gives it, in the order given.
 */
public final class RecordingRunner implements ActionRunner {
  /** The name by which {@code allowed_clients} knows all of these runners. */
  public static final String CLIENT = "links";

  private final String kind;
  private final ScriptedLinks links;
  private final List<String> log;
  private final boolean decisive;
  private final Function<Promotion, String> link;
  private final Function<Promotion, Optional<Candidate>> candidate;
  private final Deque<Trouble> troubles = new ArrayDeque<>();
  private final Deque<RuntimeException> blindness = new ArrayDeque<>();
  private boolean blunt;
  private boolean preparing;
  private Optional<Outcome> objection = Optional.empty();
  private @Nullable RuntimeException refusal;

  private RecordingRunner(
      String kind,
      ScriptedLinks links,
      List<String> log,
      boolean decisive,
      Function<Promotion, String> link,
      Function<Promotion, Optional<Candidate>> candidate) {
    this.kind = kind;
    this.links = links;
    this.log = log;
    this.decisive = decisive;
    this.link = link;
    this.candidate = candidate;
  }

  /** Moves the target to the candidate: the decisive action. */
  public static RecordingRunner promoting(ScriptedLinks links, List<String> log) {
    return new RecordingRunner(
        "promote", links, log, true, p -> p.target().value(), p -> Optional.of(p.candidate()));
  }

  /** Moves the previous- link to what stood at the target; no part in a first promotion. */
  public static RecordingRunner keepingPrevious(ScriptedLinks links, List<String> log) {
    return new RecordingRunner(
        "keep", links, log, false, p -> p.target().previous().value(), Promotion::current);
  }

  /** Moves a link of this name to the candidate, as a side effect of the promotion. */
  public static RecordingRunner marking(String kind, ScriptedLinks links, List<String> log) {
    return new RecordingRunner(kind, links, log, false, p -> kind, p -> Optional.of(p.candidate()));
  }

  /**
   * From now on it acts without looking first, as no real runner may: a call too many leaves one
   * more row behind, which nothing but the engine can then prevent.
   */
  public RecordingRunner blunt() {
    blunt = true;
    return this;
  }

  /** The next run ends like this without any effect. */
  public void answer(Outcome outcome) {
    troubles.add(effect -> outcome);
  }

  /** The next run dies before the effect. */
  public void dieBefore(Throwable death) {
    troubles.add(effect -> thrown(death));
  }

  /** The next run dies after the effect. */
  public void dieAfter(Throwable death) {
    troubles.add(
        effect -> {
          effect.run();
          return thrown(death);
        });
  }

  /** The next run has its effect, but the answer says something else. */
  public void applyAndAnswer(Outcome outcome) {
    troubles.add(
        effect -> {
          effect.run();
          return outcome;
        });
  }

  /** Something else happens just before the next run, which then goes as usual. */
  public void interject(Runnable event) {
    troubles.add(
        effect -> {
          event.run();
          effect.run();
          return new Outcome.Done("carried out");
        });
  }

  /** From now on its effects show nowhere until others have moved links. */
  public RecordingRunner preparing() {
    preparing = true;
    return this;
  }

  /** From now on nothing can be planned. */
  public void failPlanning(RuntimeException fault) {
    refusal = fault;
  }

  /** Just before anything moves, this stands against its actions. */
  public void objects(Outcome outcome) {
    objection = Optional.of(outcome);
  }

  @Override
  public Optional<Outcome> obstacle(Release release, Action action) {
    return objection;
  }

  @Override
  public Before before(Release release, Action action) {
    return new Before(
        Map.of("at", links.current(action.setting("link")).map(Candidate::id).orElse("")));
  }

  @Override
  public Undo undo(Action action, Before before) {
    String former = before.value("at");
    if (former.isEmpty()) {
      return Undo.impossible(action.setting("link") + " stood nowhere before");
    }
    Map<String, String> settings = new HashMap<>(action.settings());
    settings.put("from", action.candidate().id());
    return Undo.with(
        List.of(
            new Action(
                kind, "back " + action.setting("link"), new AggregateCandidate(former), settings)));
  }

  /** The next observation fails. */
  public void failObserving(RuntimeException fault) {
    blindness.add(fault);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Effects plan(Promotion promotion) {
    if (refusal != null) {
      throw refusal;
    }
    if (!promotion.allowedClients().contains(CLIENT)) {
      return Effects.NONE;
    }
    List<Action> actions =
        candidate.apply(promotion).map(moved -> action(promotion, moved)).stream().toList();
    return preparing ? new Effects(actions, List.of()) : Effects.moving(actions);
  }

  private Action action(Promotion promotion, Candidate moved) {
    String name = link.apply(promotion);
    Map<String, String> settings =
        Map.of("link", name, "from", at(name), Action.DECISIVE, decisive ? "yes" : "no");
    return new Action(kind, kind + " " + name, moved, settings);
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    log.add("observe " + action.title());
    RuntimeException fault = blindness.poll();
    if (fault != null) {
      throw fault;
    }
    return at(action.setting("link")).equals(action.candidate().id())
        ? Optional.of(new Outcome.AlreadyDone("it is so already"))
        : Optional.empty();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    log.add("run " + action.title());
    Trouble trouble = troubles.poll();
    return trouble == null
        ? moved(action)
        : trouble.meet(() -> links.move(action.setting("link"), action.candidate()));
  }

  private Outcome moved(Action action) {
    String name = action.setting("link");
    if (!blunt && at(name).equals(action.candidate().id())) {
      return new Outcome.AlreadyDone("it is so already");
    }
    if (!blunt && !at(name).equals(action.setting("from"))) {
      return new Outcome.Refused("somebody moved " + name + " meanwhile");
    }
    links.move(name, action.candidate());
    return new Outcome.Done("carried out");
  }

  private String at(String name) {
    return links.current(name).map(Candidate::id).orElse("");
  }

  private static Outcome thrown(Throwable death) {
    if (death instanceof Error error) {
      throw error;
    }
    if (death instanceof RuntimeException fault) {
      throw fault;
    }
    throw new IllegalArgumentException("a runner cannot throw this", death);
  }

  private interface Trouble {
    Outcome meet(Runnable effect);
  }
}
