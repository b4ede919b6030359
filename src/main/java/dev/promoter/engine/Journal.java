package dev.promoter.engine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseLocks.Held;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Port: the only truth about what was done to the outside. Every method returns only after its
 * record survives the death of the process.
 */
public interface Journal {
  /**
   * Writes a plan and its actions before anything is done, and returns its number.
   *
   * @param basis the candidates whose judgement led to it, with their facts; empty when nothing was
   *     judged, because a person ordered it
   */
  long open(Plan plan, List<Judged> basis, Instant at);

  /**
   * Records that an action is about to be carried out: from here on it is in doubt.
   *
   * @param before what stands outside in its place; what was recorded of it first stays
   */
  void started(long plan, int action, Before before, Instant at);

  /** Records what became of an action. */
  void finished(long plan, int action, Outcome outcome, Instant at);

  /** Records the end of a plan; nothing of it will be carried out any more. */
  void close(long plan, PlanState state, Instant at);

  /**
   * The plans of a release that a round has to take up, oldest first: those that were neither
   * completed nor given up, and those that have ended without a round in the {@link History} that
   * tells of it, because the process died in between.
   */
  List<OpenPlan> unfinished(ReleaseName release);

  /**
   * The promotion whose effects stand at a target: the newest of which an action was begun, among
   * those that no rollback has put back. It may still be open.
   *
   * @param component the component of the target; empty when it has none
   */
  Optional<OpenPlan> standing(ReleaseName release, LinkName target, String component);

  /**
   * What the newest promotion of a candidate to a target was put back to, as a full hash; empty
   * when there was none, or no rollback of it was completed.
   *
   * @param component the component of the target; empty when it has none
   * @param candidate its full hash
   */
  Optional<String> putBackTo(
      ReleaseName release, LinkName target, String component, String candidate);

  /**
   * The newest action of a kind and title that was carried out for a release; empty when there was
   * none.
   */
  Optional<Action> lastDone(ReleaseName release, String kind, String title);

  /**
   * The same journal for the holder of a release. Between hosts it writes only as long as the
   * release is held, in one step with the look whether it is, and throws {@link
   * LostReleaseException} otherwise; from {@link #started} also when the effect that follows might
   * come too late.
   */
  default Journal under(Held held) {
    return this;
  }

  /** When the link of a plan was moved, by how far each of its actions came. */
  static Optional<Instant> moved(Plan plan, List<Step> steps) {
    return IntStream.range(0, steps.size())
        .filter(no -> plan.actions().get(no).decisive() && steps.get(no).achieved())
        .mapToObj(no -> steps.get(no).startedAt())
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  /** How a plan ended. */
  enum PlanState {
    COMPLETED,
    /** An action failed; what came after it was not begun. */
    FAILED,
    /** What it was based on no longer held. */
    REFUSED,
    /** A person put back what it had done so far. */
    ROLLED_BACK,
    /** There was something newer to do or to tell before it could be done. */
    SUPERSEDED
  }

  /**
   * A plan as the journal knows it.
   *
   * @param id its number
   * @param plan the plan
   * @param basis as it was opened with
   * @param steps one per action, in order
   * @param ended whether nothing is left to do and only the history lacks it
   */
  record OpenPlan(long id, Plan plan, List<Judged> basis, List<Step> steps, boolean ended) {
    public OpenPlan {
      basis = List.copyOf(basis);
      steps = List.copyOf(steps);
    }

    /** When its link was moved; empty when it was not, or nobody knows. */
    public Optional<Instant> moved() {
      return Journal.moved(plan, steps);
    }
  }

  /**
   * How far one action came.
   *
   * @param startedAt when it was last begun; empty if never
   * @param before what stood outside when it was first begun; empty if never
   * @param outcome what became of it; empty while it is in doubt or not begun
   */
  record Step(Optional<Instant> startedAt, Optional<Before> before, Optional<Outcome> outcome) {
    /** Not begun. */
    public static final Step UNTOUCHED =
        new Step(Optional.empty(), Optional.empty(), Optional.empty());

    /** Begun, and nobody knows whether it was carried out. */
    public boolean inDoubt() {
      return startedAt.isPresent() && outcome.isEmpty();
    }

    /** What became of it is known for good: nothing is left to do, or repeating would not help. */
    public boolean settled() {
      return outcome.filter(known -> !(known instanceof Outcome.Retry)).isPresent();
    }

    /** The outside is as this action wanted it. */
    public boolean achieved() {
      return outcome.map(Outcome::achieved).orElse(false);
    }
  }
}
