package dev.promoter.engine;

import dev.promoter.domain.Release;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.PlanCarrier.Resumed;
import java.util.List;
import java.util.concurrent.CancellationException;
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

  /** Goes on with each, oldest first; nothing in a dry run. */
  List<Resumed> takeUp() {
    if (release.dryRun()) {
      return List.of();
    }
    return journal.unfinished(release.name()).stream().map(this::resumed).toList();
  }

  /** A plan that cannot even be tried stays open, and only its own target waits for it. */
  private Resumed resumed(OpenPlan open) {
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
