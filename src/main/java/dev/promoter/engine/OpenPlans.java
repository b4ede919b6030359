package dev.promoter.engine;

import dev.promoter.domain.Release;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.PlanCarrier.Resumed;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier rounds of a release left behind in the journal: taken up before anything begins. */
final class OpenPlans {
  private static final Logger LOG = LoggerFactory.getLogger(OpenPlans.class);

  private final Release release;
  private final Journal journal;
  private final PlanCarrier carrier;

  OpenPlans(Release release, Journal journal, PlanCarrier carrier) {
    this.release = release;
    this.journal = journal;
    this.carrier = carrier;
  }

  /** Goes on with all that concern targets, oldest first; nothing in a dry run. */
  List<Resumed> takeUp() {
    return unfinished(true).map(this::resumed).toList();
  }

  /** Those that concern no target, oldest first; none in a dry run. */
  List<OpenPlan> errands() {
    return unfinished(false).toList();
  }

  private Stream<OpenPlan> unfinished(boolean concerningTargets) {
    return release.dryRun()
        ? Stream.empty()
        : journal.unfinished(release.name()).stream()
            .filter(open -> open.plan().concernsTarget() == concerningTargets);
  }

  /**
   * Goes on with one. A plan that cannot even be tried stays open, and only its own target waits
   * for it.
   */
  Resumed resumed(OpenPlan open) {
    LOG.info(
        open.ended()
            ? "plan {} of an earlier round had ended, but the history lacks it: {}"
            : "going on with plan {} of an earlier round: {}",
        open.id(),
        open.plan().reason());
    try {
      return carrier.resume(open);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a fault of the program stopped plan {} of {}", open.id(), release.name(), e);
      String reason = "a fault of the program: " + e + " (see the log)";
      return new Resumed(open, TargetReports.stuck(open, reason), true);
    }
  }
}
