package dev.promoter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Meters meters = new Meters("1.2.3");

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void the_names_of_the_field_are_exposed_as_they_are_known() {
    meters.sent("DLRN", 200, Duration.ofMillis(70));
    meters.round(report("master"));

    assertThat(text(release("master")))
        .contains(
            "promoter_last_promotion_timestamp_seconds{release=\"master\",target=\"current\"}"
                + " 1.7724528E9",
            "promoter_promotions_total{release=\"master\",result=\"promoted\",target=\"current\"}"
                + " 7.0",
            "promoter_promotions_total{release=\"master\",result=\"failed\",target=\"current\"} 0.0",
            "promoter_decision_duration_seconds_count 0",
            "promoter_upstream_request_duration_seconds_count{status=\"200\",upstream=\"dlrn\"} 1",
            "promoter_upstream_request_duration_seconds_bucket{status=\"200\",upstream=\"dlrn\",le=\"0.1\"}"
                + " 1",
            "promoter_waivers_active 2.0",
            "promoter_cycle_age_seconds{release=\"master\"} 90.0",
            "promoter_rounds_total{release=\"master\",result=\"completed\"} 1.0",
            "promoter_build_info{",
            "version=\"1.2.3\"",
            "promoter_ready 1.0",
            "jvm_memory_used_bytes",
            "process_start_time_seconds");
  }

  @Test
  void a_release_whose_file_is_gone_leaves_no_series() {
    meters.round(report("master"));
    meters.round(report("zed"));
    assertThat(text(release("master"), release("zed"))).contains("release=\"zed\"");

    assertThat(text(release("master"))).doesNotContain("zed").contains("release=\"master\"");
    assertThat(text(release("zed"))).contains("release=\"zed\"").doesNotContain("master");
  }

  @Test
  void a_store_that_cannot_be_read_shows_no_old_figures() {
    text(release("master"));

    String blind = meters.text(new Figures(false, Map.of("store", false), Optional.empty()));

    assertThat(blind)
        .contains("promoter_store_up 0.0", "promoter_ready 0.0")
        .contains("promoter_health_check{check=\"store\"} 0.0")
        .doesNotContain("promoter_waivers_active ", "promoter_cycle_age_seconds{");
  }

  @Test
  void outside_systems_are_a_fixed_set_whatever_calls_name_them() {
    IntStream.range(0, 1_000).forEach(no -> meters.sent("server-" + no, 500, Duration.ZERO));
    meters.sent("registry quay.io", 401, Duration.ZERO);
    meters.sent("container list", 0, Duration.ZERO);

    assertThat(text().lines().filter(line -> line.startsWith("promoter_upstream")))
        .filteredOn(line -> line.contains("_count"))
        .containsExactlyInAnyOrder(
            "promoter_upstream_request_duration_seconds_count{status=\"500\",upstream=\"other\"}"
                + " 1000",
            "promoter_upstream_request_duration_seconds_count{status=\"401\",upstream=\"registry\"}"
                + " 1",
            "promoter_upstream_request_duration_seconds_count{status=\"none\",upstream=\"container_list\"}"
                + " 1");
  }

  @Test
  void a_round_that_could_not_be_is_counted_apart_and_has_no_duration() {
    meters.round(ReleaseReport.refused(new ReleaseName("master"), "f", "no password", NOON));

    assertThat(text(release("master")))
        .contains("promoter_rounds_total{release=\"master\",result=\"refused\"} 1.0")
        .contains("promoter_round_duration_seconds_count 0");
  }

  private String text(OfRelease... releases) {
    return meters.text(new Figures(true, Map.of("store", true), Optional.of(stored(releases))));
  }

  private static Stored stored(OfRelease... releases) {
    return new Stored(
        List.of(releases), false, false, 2, Optional.of(NOON), 1, 3, Duration.ofMinutes(1), 0);
  }

  private static OfRelease release(String name) {
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

  private static ReleaseReport report(String name) {
    return new ReleaseReport(
        new ReleaseName(name), "f", "", List.of(), false, NOON, NOON.plusSeconds(2));
  }
}
