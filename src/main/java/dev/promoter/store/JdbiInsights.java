package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.insight.Insights;
import dev.promoter.insight.Promoted;
import dev.promoter.insight.RequirementCount;
import dev.promoter.insight.TargetState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Insights from their tables, which the history fills. */
final class JdbiInsights implements Insights {
  private static final String STATES = "select * from target_state";

  private final Database database;

  JdbiInsights(Database database) {
    this.database = database;
  }

  /** Sorted here, as each database has its own idea of an alphabet. */
  @Override
  public List<TargetState> states() {
    List<TargetState> states =
        database.transaction(
            "read where targets stand",
            handle ->
                handle
                    .createQuery(STATES + " order by target_no")
                    .map((row, context) -> InsightRows.state(row))
                    .list());
    return states.stream().sorted(Comparator.comparing(TargetState::release)).toList();
  }

  @Override
  public List<TargetState> states(ReleaseName release) {
    return database.transaction(
        "read where " + release + " stands",
        handle ->
            handle
                .createQuery(STATES + " where release = :release order by target_no")
                .bind("release", release.value())
                .map((row, context) -> InsightRows.state(row))
                .list());
  }

  @Override
  public List<Promoted> promotions(Scope scope, Instant since, int limit) {
    return database.transaction(
        "read the promotions",
        handle ->
            handle
                .createQuery(
                    "select * from promoted where promoted_at >= :since"
                        + narrowed(scope)
                        + " order by promoted_at desc, round desc limit :limit")
                .bind("since", Times.column(since))
                .bind("limit", limit)
                .bindMap(values(scope))
                .map((row, context) -> InsightRows.promoted(row))
                .list());
  }

  @Override
  public List<Promoted> promotionsOf(ReleaseName release, String candidate) {
    return database.transaction(
        "read the promotions of a candidate",
        handle ->
            handle
                .createQuery(
                    "select * from promoted where release = :release and candidate = :candidate"
                        + " order by promoted_at desc, round desc")
                .bind("release", release.value())
                .bind("candidate", candidate)
                .map((row, context) -> InsightRows.promoted(row))
                .list());
  }

  @Override
  public List<WeekCount> promotionsByWeek(Scope scope, LocalDate since) {
    return database.transaction(
        "count the promotions",
        handle ->
            handle
                .createQuery(
                    "select monday, count(*) as number from promoted where monday >= :since"
                        + narrowed(scope)
                        + " group by monday order by monday")
                .bind("since", since)
                .bindMap(values(scope))
                .map(
                    (row, context) ->
                        new WeekCount(
                            row.getObject("monday", LocalDate.class), row.getLong("number")))
                .list());
  }

  @Override
  public List<RequirementCount> requirements(Scope scope, LocalDate since) {
    return database.transaction(
        "count the requirements",
        handle ->
            handle
                .createQuery(
                    "select requirement, sum(passed) as passed, sum(failed) as failed, sum(waits)"
                        + " as waits, sum(waited_seconds) as waited_seconds, sum(blocked_seconds)"
                        + " as blocked_seconds from requirement_week where monday >= :since"
                        + narrowed(scope)
                        + " group by requirement order by 6 desc, 1")
                .bind("since", since)
                .bindMap(values(scope))
                .map((row, context) -> InsightRows.count(row))
                .list());
  }

  @Override
  public OptionalLong roundOf(ReleaseName release, String candidate) {
    return database
        .transaction(
            "find the round of a candidate",
            handle ->
                handle
                    .createQuery(
                        "select max(judged_round) from seen_candidate where release = :release and"
                            + " candidate = :candidate having count(*) > 0")
                    .bind("release", release.value())
                    .bind("candidate", candidate)
                    .mapTo(Long.class)
                    .findOne())
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private static String narrowed(Scope scope) {
    return (scope.release().isEmpty() ? "" : " and release = :release")
        + (scope.target().isEmpty() ? "" : " and target = :target");
  }

  private static Map<String, String> values(Scope scope) {
    Map<String, String> values = new HashMap<>();
    if (!scope.release().isEmpty()) {
      values.put("release", scope.release());
    }
    if (!scope.target().isEmpty()) {
      values.put("target", scope.target());
    }
    return values;
  }
}
