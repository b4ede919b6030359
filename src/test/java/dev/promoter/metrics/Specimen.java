package dev.promoter.metrics;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.metrics.Figures.OfRelease;
import dev.promoter.metrics.Figures.OfTarget;
import dev.promoter.metrics.Figures.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A page of metrics on which every one of them stands. */
final class Specimen {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private Specimen() {}

  static String page() {
    try (Meters meters = new Meters("1.2.3")) {
      meters.sent("DLRN", 200, Duration.ofMillis(70));
      meters.sent("registry quay.io", 0, Duration.ofSeconds(10));
      meters.round(report("master"));
      return meters.text(figures(release("master"), release("CentOS-9/zed")));
    }
  }

  static Figures figures(OfRelease... releases) {
    Stored stored =
        new Stored(
            2,
            List.of(releases),
            false,
            false,
            2,
            Optional.of(NOON),
            1,
            3,
            Duration.ofMinutes(1),
            0);
    return new Figures(true, Map.of("store", true), Optional.of(stored));
  }

  static OfRelease release(String name) {
    return new OfRelease(
        new ReleaseName(name),
        Duration.ofSeconds(90),
        false,
        false,
        false,
        1,
        Optional.of(Duration.ofSeconds(4)),
        Map.of("current", new OfTarget(Optional.of(NOON), Map.of("promoted", 7L))));
  }

  static ReleaseReport report(String name) {
    return new ReleaseReport(
        new ReleaseName(name), "f", "", List.of(), false, NOON, NOON.plusSeconds(2));
  }
}
