package dev.promoter.store;

import dev.promoter.insight.Digest;
import dev.promoter.insight.Digest.Week;
import dev.promoter.insight.Promoted;
import dev.promoter.insight.RequirementCount;
import dev.promoter.insight.TargetState;
import dev.promoter.insight.Weeks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Writes what one round adds to one target. Rows are changed first and inserted where there was
 * nothing to change: the one way that both databases understand.
 *
 * @param handle the transaction
 */
record InsightStatements(Handle handle) {
  /** Longer names are cut, so that they fit into an index. */
  private static final int NAME_LIMIT = 300;

  private static final String INSERT_STATE =
      "insert into target_state (release, target, target_no, link, component, source, round,"
          + " told_at, outcome, current_hash, current_since, blockage, sentence, actor, blocked_by,"
          + " blocked_since, newest, judged_round, recent) values (:release, :target, :no, :link,"
          + " :component, :source, :round, :at, :outcome, :current, :since, :blockage, :sentence,"
          + " :actor, :blockedBy, :blockedSince, :newest, :judged, :recent)";
  private static final String INSERT_PROMOTED =
      "insert into promoted (round, target_no, release, target, candidate, previous, promoted_at,"
          + " seen_at, monday, reason) values (:round, :no, :release, :target, :candidate,"
          + " :previous, :at, :seen, :monday, :reason)";
  private static final String ADD_COUNT =
      "update requirement_week set passed = passed + :passed, failed = failed + :failed, waits ="
          + " waits + :waits, waited_seconds = waited_seconds + :waited, blocked_seconds ="
          + " blocked_seconds + :blocked where release = :release and target = :target and monday ="
          + " :monday and requirement = :requirement";
  private static final String INSERT_COUNT =
      "insert into requirement_week (release, target, monday, requirement, passed, failed, waits,"
          + " waited_seconds, blocked_seconds) values (:release, :target, :monday, :requirement,"
          + " :passed, :failed, :waits, :waited, :blocked)";

  /**
   * @param known the candidates that have a row already
   * @param number the place of the target in its round
   */
  void write(Digest digest, Set<String> known, int number) {
    state(digest.state(), number);
    digest.promoted().ifPresent(promoted -> promoted(promoted, number));
    candidates(digest, known);
    counts(digest.state(), digest.counts());
  }

  private void state(TargetState state, int number) {
    of(
            state,
            handle.createUpdate(
                "delete from target_state where release = :release and target = :target"))
        .execute();
    of(state, handle.createUpdate(INSERT_STATE))
        .bind("no", number)
        .bind("link", state.link())
        .bind("component", state.component())
        .bind("source", state.source())
        .bind("round", state.round())
        .bind("at", Times.column(state.at()))
        .bind("outcome", state.outcome().name())
        .bind("current", state.current())
        .bind("since", state.currentSince().map(Times::column).orElse(null))
        .bind("blockage", state.blockage().kind().name())
        .bind("sentence", state.blockage().sentence())
        .bind("actor", state.blockage().who())
        .bind("blockedBy", String.join("\n", state.blockage().requirements()))
        .bind("blockedSince", Times.column(state.blockedSince()))
        .bind("newest", state.newest())
        .bind("judged", state.judgedRound())
        .bind("recent", InsightRows.text(state.recent()))
        .execute();
  }

  private void promoted(Promoted promoted, int number) {
    handle
        .createUpdate(INSERT_PROMOTED)
        .bind("round", promoted.round())
        .bind("no", number)
        .bind("release", promoted.release().value())
        .bind("target", promoted.target())
        .bind("candidate", promoted.candidate())
        .bind("previous", promoted.previous())
        .bind("at", Times.column(promoted.at()))
        .bind("seen", promoted.since().map(Times::column).orElse(null))
        .bind("monday", Weeks.monday(promoted.at()))
        .bind("reason", promoted.reason())
        .execute();
  }

  private void candidates(Digest digest, Set<String> known) {
    TargetState state = digest.state();
    List<String> again = digest.seen().keySet().stream().filter(known::contains).toList();
    if (!again.isEmpty()) {
      of(
              state,
              handle.createUpdate(
                  "update seen_candidate set judged_round = :round where release = :release and target"
                      + " = :target and candidate in (<candidates>)"))
          .bindList("candidates", again)
          .bind("round", state.round())
          .execute();
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into seen_candidate (release, target, candidate, seen_at, judged_round) values"
                + " (:release, :target, :candidate, :seen, :round)");
    for (Map.Entry<String, Instant> one : digest.seen().entrySet()) {
      if (!known.contains(one.getKey())) {
        of(state, batch)
            .bind("candidate", one.getKey())
            .bind("seen", Times.column(one.getValue()))
            .bind("round", state.round())
            .add();
      }
    }
    execute(batch);
  }

  private void counts(TargetState state, Map<Week, RequirementCount> counts) {
    PreparedBatch inserts = handle.prepareBatch(INSERT_COUNT);
    counts.forEach(
        (week, count) -> {
          int rows = of(state, week, count, handle.createUpdate(ADD_COUNT)).execute();
          if (rows == 0) {
            of(state, week, count, inserts).add();
          }
        });
    execute(inserts);
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static <T extends SqlStatement<T>> T of(TargetState state, T statement) {
    return statement.bind("release", state.release().value()).bind("target", state.target());
  }

  private static <T extends SqlStatement<T>> T of(
      TargetState state, Week week, RequirementCount count, T statement) {
    String name = week.requirement();
    return of(state, statement)
        .bind("monday", week.monday())
        .bind("requirement", name.substring(0, Math.min(NAME_LIMIT, name.length())))
        .bind("passed", count.passed())
        .bind("failed", count.failed())
        .bind("waits", count.waits())
        .bind("waited", count.waited().toSeconds())
        .bind("blocked", count.blocked().toSeconds());
  }
}
