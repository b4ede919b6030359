package dev.promoter.store;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Interventions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Waivers, holds and approvals in tables; a row that was withdrawn or lifted keeps the time of it.
 */
final class JdbiInterventions implements Interventions {
  private final Database database;

  JdbiInterventions(Database database) {
    this.database = database;
  }

  @Override
  public List<Waiver> waivers() {
    return database.transaction(
        "read the waivers",
        handle ->
            handle
                .createQuery("select * from waiver where withdrawn_at is null order by id")
                .map((row, context) -> waiver(row))
                .list());
  }

  @Override
  public List<Hold> holds() {
    return database.transaction(
        "read the holds",
        handle ->
            handle
                .createQuery("select * from hold where lifted_at is null order by id")
                .map((row, context) -> hold(row))
                .list());
  }

  @Override
  public List<Approval> approvals() {
    return database.transaction(
        "read the approvals",
        handle ->
            handle
                .createQuery("select * from approval where withdrawn_at is null order by id")
                .map((row, context) -> approval(row))
                .list());
  }

  @Override
  public Waiver add(Waiver draft) {
    Waiver waiver =
        new Waiver(
            database.draw("waiver_number"),
            draft.release(),
            draft.target(),
            draft.requirement(),
            draft.candidate(),
            draft.pattern(),
            draft.by(),
            draft.reason(),
            draft.link(),
            Times.kept(draft.since()),
            Times.kept(draft.until()));
    database.transaction(
        "store the waiver",
        handle ->
            handle
                .createUpdate(
                    "insert into waiver (id, release, target, requirement, candidate, pattern,"
                        + " author, reason, link, given_at, ends_at) select :id, :release,"
                        + " :target, :requirement, :candidate, :pattern, :author, :reason, :link,"
                        + " :since, :until where not exists (select 1 from waiver where id = :id)")
                .bind("id", waiver.id())
                .bind("release", waiver.release().value())
                .bind("target", waiver.target().value())
                .bind("requirement", waiver.requirement())
                .bind("candidate", waiver.candidate())
                .bind("pattern", waiver.pattern())
                .bind("author", waiver.by())
                .bind("reason", waiver.reason())
                .bind("link", waiver.link())
                .bind("since", Times.column(waiver.since()))
                .bind("until", Times.column(waiver.until()))
                .execute());
    return waiver;
  }

  @Override
  public Hold add(Hold draft) {
    Hold hold =
        new Hold(
            database.draw("hold_number"),
            draft.release(),
            draft.target(),
            draft.by(),
            draft.reason(),
            Times.kept(draft.since()),
            Times.kept(draft.until()));
    database.transaction(
        "store the hold",
        handle ->
            handle
                .createUpdate(
                    "insert into hold (id, release, target, author, reason, given_at, ends_at)"
                        + " select :id, :release, :target, :author, :reason, :since, :until where"
                        + " not exists (select 1 from hold where id = :id)")
                .bind("id", hold.id())
                .bind("release", hold.release().value())
                .bind("target", hold.target())
                .bind("author", hold.by())
                .bind("reason", hold.reason())
                .bind("since", Times.column(hold.since()))
                .bind("until", Times.column(hold.until()))
                .execute());
    return hold;
  }

  @Override
  public Approval add(Approval draft) {
    Approval approval =
        new Approval(
            database.draw("approval_number"),
            draft.release(),
            draft.target(),
            draft.candidate(),
            draft.subject(),
            draft.by(),
            draft.note(),
            Times.kept(draft.at()));
    database.transaction(
        "store the approval",
        handle ->
            handle
                .createUpdate(
                    "insert into approval (id, release, target, candidate, subject, author, note,"
                        + " given_at) select :id, :release, :target, :candidate, :subject, :author,"
                        + " :note, :at where not exists (select 1 from approval where id = :id)")
                .bind("id", approval.id())
                .bind("release", approval.release().value())
                .bind("target", approval.target().value())
                .bind("candidate", approval.candidate())
                .bind("subject", approval.subject())
                .bind("author", approval.by())
                .bind("note", approval.note())
                .bind("at", Times.column(approval.at()))
                .execute());
    return approval;
  }

  @Override
  public boolean withdrawWaiver(long id, Instant at) {
    return end(
        "update waiver set withdrawn_at = :at where id = :id and withdrawn_at is null", id, at);
  }

  @Override
  public boolean liftHold(long id, Instant at) {
    return end("update hold set lifted_at = :at where id = :id and lifted_at is null", id, at);
  }

  @Override
  public boolean withdrawApproval(long id, Instant at) {
    return end(
        "update approval set withdrawn_at = :at where id = :id and withdrawn_at is null", id, at);
  }

  private boolean end(String sql, long id, Instant at) {
    return database.transaction(
        "record the end of a waiver, hold or approval",
        handle ->
            handle.createUpdate(sql).bind("at", Times.column(at)).bind("id", id).execute() > 0);
  }

  private static Waiver waiver(ResultSet row) throws SQLException {
    return new Waiver(
        row.getLong("id"),
        new ReleaseName(row.getString("release")),
        new LinkName(row.getString("target")),
        row.getString("requirement"),
        row.getString("candidate"),
        row.getString("pattern"),
        row.getString("author"),
        row.getString("reason"),
        row.getString("link"),
        Times.read(row, "given_at"),
        Times.read(row, "ends_at"));
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
