package dev.promoter.metrics;

import dev.promoter.metrics.Figures.OfRelease;
import dev.promoter.metrics.Figures.OfTarget;
import dev.promoter.metrics.Figures.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Writes what comes from the store.
 *
 * @param sheet where to
 */
record StoredFigures(Sheet sheet) {
  /** Shown as zero until they happen, so that a first one is an increase. */
  static final List<String> RESULTS = List.of("promoted", "refused", "failed");

  void write(Stored stored) {
    sheet.write(Metric.NODES, stored.nodes());
    stored.releases().forEach(this::write);
    sheet.write(Metric.RULES_REFUSED, stored.rulesRefused());
    sheet.write(Metric.SETTINGS_REFUSED, stored.settingsRefused());
    sheet.write(Metric.WAIVERS, stored.waivers());
    stored.waiverEnd().ifPresent(end -> sheet.write(Metric.WAIVER_NEXT_END, seconds(end)));
    sheet.write(Metric.HOLDS, stored.holds());
    sheet.write(Metric.OUTBOX_PENDING, stored.pending());
    sheet.write(Metric.OUTBOX_OLDEST, seconds(stored.oldestPending()));
    sheet.write(Metric.OUTBOX_GIVEN_UP, stored.givenUp());
  }

  private void write(OfRelease release) {
    String name = release.name().value();
    sheet.write(Metric.CYCLE_AGE, seconds(release.age()), name);
    sheet.write(Metric.RELEASE_LATE, release.late(), name);
    sheet.write(Metric.RELEASE_FAILED, release.failed(), name);
    sheet.write(Metric.RELEASE_REFUSED, release.refused(), name);
    sheet.write(Metric.OPEN_PLANS, release.openPlans(), name);
    release.oldestPlan().ifPresent(age -> sheet.write(Metric.OPEN_PLAN_AGE, seconds(age), name));
    release.targets().forEach((target, told) -> write(name, target, told));
  }

  private void write(String release, String target, OfTarget told) {
    told.lastPromotion()
        .ifPresent(at -> sheet.write(Metric.LAST_PROMOTION, seconds(at), release, target));
    for (String result : RESULTS) {
      sheet.write(
          Metric.PROMOTIONS, told.results().getOrDefault(result, 0L), release, target, result);
    }
  }

  private static double seconds(Duration duration) {
    return Math.max(0, duration.toMillis() / 1000.0);
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }
}
