package dev.promoter.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Every metric of promoter itself: the single source of names, labels and meanings. No label is a
 * hash, an address or anything else of which there is always one more.
 */
enum Metric {
  READY(Kind.GAUGE, "promoter_ready", "1 while `/readyz` is green, else 0"),
  HEALTH_CHECK(
      Kind.GAUGE, "promoter_health_check", "1 while this check of `/readyz` is not bad", "check"),
  STORE_UP(Kind.GAUGE, "promoter_store_up", "1 when the store could be read for this page"),
  BUILD(
      Kind.GAUGE,
      "promoter_build_info",
      "always 1; the labels say what is running",
      "version",
      "java"),
  NODES(
      Kind.GAUGE,
      "promoter_nodes_alive",
      "processes that work with the same store and gave a sign of life lately, this one included"),
  LAST_PROMOTION(
      Kind.GAUGE,
      "promoter_last_promotion_timestamp_seconds",
      "when the target last moved, in seconds since 1970; absent when it never did",
      "release",
      "target"),
  PROMOTIONS(
      Kind.COUNTER,
      "promoter_promotions_total",
      "stored rounds by what they meant for a target: promoted, refused (a protection stopped what was ready)"
          + " or failed; counted over the whole history",
      "release",
      "target",
      "result"),
  CYCLE_AGE(
      Kind.GAUGE,
      "promoter_cycle_age_seconds",
      "since the last round ended; before the first one, since the release came into force",
      "release"),
  RELEASE_LATE(
      Kind.GAUGE,
      "promoter_release_late",
      "1 when too many rounds were due without a completed one, as `/readyz` sees it",
      "release"),
  RELEASE_FAILED(
      Kind.GAUGE,
      "promoter_release_failed",
      "1 when the last round ended with a failure",
      "release"),
  RELEASE_REFUSED(
      Kind.GAUGE,
      "promoter_release_refused",
      "1 while the file of the release is refused",
      "release"),
  RULES_REFUSED(Kind.GAUGE, "promoter_rules_refused", "1 while the rules on disk are refused"),
  SETTINGS_REFUSED(
      Kind.GAUGE, "promoter_settings_refused", "1 while promoter.ini on disk is refused"),
  ROUNDS(
      Kind.COUNTER,
      "promoter_rounds_total",
      "rounds of this process: completed, failed, or refused (there was no round at all)",
      "release",
      "result"),
  ROUND_DURATION(
      Kind.TIMER, "promoter_round_duration_seconds", "from the beginning of a round to its end"),
  DECISION_DURATION(
      Kind.TIMER, "promoter_decision_duration_seconds", "the rules over one candidate"),
  UPSTREAM_DURATION(
      Kind.TIMER,
      "promoter_upstream_request_duration_seconds",
      "requests to outside systems; status is that of HTTP, or `none` when no answer came",
      "upstream",
      "status"),
  OPEN_PLANS(
      Kind.GAUGE, "promoter_open_plans", "plans whose effects are not all carried out", "release"),
  OPEN_PLAN_AGE(
      Kind.GAUGE,
      "promoter_open_plan_age_seconds",
      "since the oldest of them was opened; absent when there is none",
      "release"),
  WAIVERS(Kind.GAUGE, "promoter_waivers_active", "waivers that are in force"),
  WAIVER_NEXT_END(
      Kind.GAUGE,
      "promoter_waiver_next_end_timestamp_seconds",
      "when the first of them ends, in seconds since 1970; absent when there is none"),
  HOLDS(Kind.GAUGE, "promoter_holds_active", "holds that are in force"),
  OUTBOX_PENDING(Kind.GAUGE, "promoter_outbox_pending", "notices that are still to be delivered"),
  OUTBOX_OLDEST(
      Kind.GAUGE,
      "promoter_outbox_oldest_age_seconds",
      "since the oldest of them was put there; 0 when there is none"),
  OUTBOX_GIVEN_UP(
      Kind.GAUGE, "promoter_outbox_given_up", "notices that could not be delivered for good");

  /** What it does over time. */
  enum Kind {
    GAUGE,
    /** Only grows; its name ends with {@code _total}. */
    COUNTER,
    /** A histogram of durations: {@code _bucket}, {@code _count}, {@code _sum}, {@code _max}. */
    TIMER;

    /** As the reference page calls it. */
    String word() {
      return this == TIMER ? "histogram" : name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String exposed;
  private final String meaning;
  private final String labels;

  Metric(Kind kind, String exposed, String meaning, String... labels) {
    this.kind = kind;
    this.exposed = exposed;
    this.meaning = meaning;
    this.labels = String.join(",", labels);
  }

  Kind kind() {
    return kind;
  }

  /** Its name as Prometheus sees it. */
  String exposed() {
    return exposed;
  }

  String meaning() {
    return meaning;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
  }

  /** Its name before the library appends what belongs to its kind. */
  String plain() {
    return switch (kind) {
      case GAUGE -> exposed;
      case COUNTER -> exposed.replaceFirst("_total$", "");
      case TIMER -> exposed.replaceFirst("_seconds$", "");
    };
  }
}
