package dev.promoter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.metrics.Figures.OfRelease;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final Meters meters = new Meters("1.2.3");

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void the_names_of_the_field_are_exposed_as_they_are_known() {
    meters.sent("DLRN", 200, Duration.ofMillis(70));
    meters.round(Specimen.report("master"));

    assertThat(text(Specimen.release("master")))
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
            "promoter_nodes_alive 2.0",
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
    meters.round(Specimen.report("master"));
    meters.round(Specimen.report("zed"));
    assertThat(text(Specimen.release("master"), Specimen.release("zed")))
        .contains("release=\"zed\"");

    assertThat(text(Specimen.release("master")))
        .doesNotContain("zed")
        .contains("release=\"master\"");
    assertThat(text(Specimen.release("zed"))).contains("release=\"zed\"").doesNotContain("master");
  }

  @Test
  void a_store_that_cannot_be_read_shows_no_old_figures() {
    text(Specimen.release("master"));

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
    meters.round(
        ReleaseReport.refused(new ReleaseName("master"), "f", "no password", Specimen.NOON));

    assertThat(text(Specimen.release("master")))
        .contains("promoter_rounds_total{release=\"master\",result=\"refused\"} 1.0")
        .contains("promoter_round_duration_seconds_count 0");
  }

  private String text(OfRelease... releases) {
    return meters.text(Specimen.figures(releases));
  }
}
