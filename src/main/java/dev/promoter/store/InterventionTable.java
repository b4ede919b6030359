package dev.promoter.store;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where each kind of intervention is kept, and how it becomes a row and a row becomes it again. */
enum InterventionTable {
  WAIVER("withdrawn_at"),
  HOLD("lifted_at"),
  APPROVAL("withdrawn_at"),
  PIN("withdrawn_at"),
  VETO("withdrawn_at");

  private final String ended;

  InterventionTable(String ended) {
    this.ended = ended;
  }

  static InterventionTable of(Intervention.Kind kind) {
    return valueOf(kind.name());
  }

  String title() {
    return Intervention.Kind.valueOf(name()).word();
  }

  /** The sequence of its numbers. */
  String numbers() {
    return title() + "_number";
  }

  /** The column that says when it was taken back. */
  String ended() {
    return ended;
  }

  /** Which rows are over at the time {@code :now}, beside those that have one of these numbers. */
  String over(Collection<Long> others) {
    boolean expires = this == WAIVER || this == HOLD;
    String over = ended + " is not null" + (expires ? " or ends_at <= :now" : "");
    String numbered = others.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "(" + over + (others.isEmpty() ? "" : " or id in (" + numbered + ")") + ")";
  }

  Intervention read(ResultSet row) throws SQLException {
    return switch (this) {
      case WAIVER -> waiver(row);
      case HOLD -> hold(row);
      case APPROVAL -> approval(row);
      case PIN, VETO -> choice(row);
    };
  }

  /** Column to value, in the order of the insertion. */
  static Map<String, Object> columns(Intervention said) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", said.id());
    columns.put("release", said.release().value());
    columns.put("target", said.about());
    columns.put("author", said.by());
    columns.put("given_at", Times.column(said.since()));
    if (said instanceof Waiver waiver) {
      columns.put("requirement", waiver.requirement());
      columns.put("candidate", waiver.candidate());
      columns.put("pattern", waiver.pattern());
      columns.put("evidence", waiver.evidence());
      columns.put("until_promoted", waiver.untilPromoted());
      columns.put("reason", waiver.reason());
      columns.put("link", waiver.link());
      columns.put("ends_at", Times.column(waiver.until()));
    } else if (said instanceof Hold hold) {
      columns.put("reason", hold.reason());
      columns.put("ends_at", Times.column(hold.until()));
    } else if (said instanceof Approval approval) {
      columns.put("candidate", approval.candidate());
      columns.put("subject", approval.subject());
      columns.put("note", approval.note());
    } else {
      columns.put("candidate", said.candidate());
      columns.put("reason", said.reason());
    }
    return columns;
  }

  private static Waiver waiver(ResultSet row) throws SQLException {
    return new Waiver(
        row.getLong("id"),
        new ReleaseName(row.getString("release")),
        new LinkName(row.getString("target")),
        row.getString("requirement"),
        row.getString("candidate"),
        row.getString("pattern"),
        row.getString("evidence"),
        row.getBoolean("until_promoted"),
        row.getString("author"),
        row.getString("reason"),
        row.getString("link"),
        Times.read(row, "given_at"),
        Times.read(row, "ends_at"));
  }

  private Choice choice(ResultSet row) throws SQLException {
    return new Choice(
        row.getLong("id"),
        Intervention.Kind.valueOf(name()),
        new ReleaseName(row.getString("release")),
        new LinkName(row.getString("target")),
        row.getString("candidate"),
        row.getString("author"),
        row.getString("reason"),
        Times.read(row, "given_at"));
  }

  private static Approval approval(ResultSet row) throws SQLException {
    return new Approval(
        row.getLong("id"),
        new ReleaseName(row.getString("release")),
        new LinkName(row.getString("target")),
        row.getString("candidate"),
        row.getString("subject"),
        row.getString("author"),
        row.getString("note"),
        Times.read(row, "given_at"));
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        row.getLong("id"),
        new ReleaseName(row.getString("release")),
        row.getString("target"),
        row.getString("author"),
        row.getString("reason"),
        Times.read(row, "given_at"),
        Times.read(row, "ends_at"));
  }
}
