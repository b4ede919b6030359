package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.insight.Blockage;
import dev.promoter.insight.Promoted;
import dev.promoter.insight.RequirementCount;
import dev.promoter.insight.TargetState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of the tables of insights, as values. */
final class InsightRows {
  private InsightRows() {}

  static TargetState state(ResultSet row) throws SQLException {
    return new TargetState(
        new ReleaseName(row.getString("release")),
        row.getString("target"),
        row.getString("link"),
        row.getString("component"),
        row.getString("source"),
        row.getLong("round"),
        Times.read(row, "told_at"),
        TargetOutcome.valueOf(row.getString("outcome")),
        row.getString("current_hash"),
        Times.find(row, "current_since"),
        new Blockage(
            Blockage.Kind.valueOf(row.getString("blockage")),
            row.getString("sentence"),
            row.getString("actor"),
            row.getString("blocked_by").lines().toList()),
        Times.read(row, "blocked_since"),
        row.getString("newest"),
        row.getLong("judged_round"),
        instants(row.getString("recent")));
  }

  static Promoted promoted(ResultSet row) throws SQLException {
    return new Promoted(
        row.getLong("round"),
        new ReleaseName(row.getString("release")),
        row.getString("target"),
        row.getString("candidate"),
        row.getString("previous"),
        Times.read(row, "promoted_at"),
        Times.find(row, "seen_at"),
        row.getString("reason"));
  }

  static RequirementCount count(ResultSet row) throws SQLException {
    return new RequirementCount(
        row.getString("requirement"),
        row.getLong("passed"),
        row.getLong("failed"),
        row.getLong("waits"),
        Duration.ofSeconds(row.getLong("waited_seconds")),
        Duration.ofSeconds(row.getLong("blocked_seconds")));
  }

  static String text(List<Instant> instants) {
    return instants.stream()
        .map(at -> Long.toString(at.getEpochSecond()))
        .collect(Collectors.joining(" "));
  }

  private static List<Instant> instants(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> Instant.ofEpochSecond(Long.parseLong(word)))
        .toList();
  }
}
