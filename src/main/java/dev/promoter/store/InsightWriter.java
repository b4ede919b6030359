package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import dev.promoter.insight.Digest;
import dev.promoter.insight.Digest.Before;
import dev.promoter.insight.Digest.Told;
import dev.promoter.insight.TargetState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Takes stored rounds over into the tables of insights, in the order of their numbers and each
 * once, within the transaction it is given.
 */
final class InsightWriter {
  private final Handle handle;
  private final LongFunction<Optional<ReleaseReport>> rounds;
  private final InsightStatements statements;

  /**
   * @param rounds reads a stored round; empty when it is damaged, which then is left out
   */
  InsightWriter(Handle handle, LongFunction<Optional<ReleaseReport>> rounds) {
    this.handle = handle;
    this.rounds = rounds;
    this.statements = new InsightStatements(handle);
  }

  /**
   * Takes over what is stored of a release and not taken over yet.
   *
   * @param atMost how many rounds
   * @return how many it were
   */
  int catchUp(ReleaseName release, int atMost) {
    long told = locked(release);
    List<Long> missing =
        handle
            .createQuery(
                "select id from round where release = :release and id > :told order by id limit"
                    + " :limit")
            .bind("release", release.value())
            .bind("told", told)
            .bind("limit", atMost)
            .mapTo(Long.class)
            .list();
    for (long id : missing) {
      rounds.apply(id).ifPresent(report -> tell(id, report));
    }
    if (!missing.isEmpty()) {
      handle
          .createUpdate("update told_release set round = :round where release = :release")
          .bind("round", missing.get(missing.size() - 1))
          .bind("release", release.value())
          .execute();
    }
    return missing.size();
  }

  /** Two processes that both insert the first row: one of them fails and runs again. */
  private long locked(ReleaseName release) {
    Optional<Long> told =
        handle
            .createQuery("select round from told_release where release = :release for update")
            .bind("release", release.value())
            .mapTo(Long.class)
            .findOne();
    if (told.isEmpty()) {
      handle
          .createUpdate("insert into told_release (release, round) values (:release, 0)")
          .bind("release", release.value())
          .execute();
    }
    return told.orElse(0L);
  }

  private void tell(long round, ReleaseReport report) {
    int number = 0;
    for (TargetReport target : report.targets()) {
      Told now = new Told(round, report.finishedAt(), target);
      Before before = before(report.release(), now);
      statements.write(Digest.of(report.release(), before, now), before.seen().keySet(), number);
      number++;
    }
  }

  private Before before(ReleaseName release, Told now) {
    Optional<TargetState> state =
        handle
            .createQuery("select * from target_state where release = :release and target = :target")
            .bind("release", release.value())
            .bind("target", now.target())
            .map((row, context) -> InsightRows.state(row))
            .findOne();
    Optional<Told> judged =
        state
            .filter(known -> known.judgedRound() > 0)
            .flatMap(known -> told(known.judgedRound(), now.target()));
    return new Before(state, judged, seen(release, now));
  }

  private Optional<Told> told(long round, String target) {
    return rounds
        .apply(round)
        .flatMap(
            report ->
                report.targets().stream()
                    .map(one -> new Told(round, report.finishedAt(), one))
                    .filter(one -> one.target().equals(target))
                    .findFirst());
  }

  private Map<String, Instant> seen(ReleaseName release, Told now) {
    List<String> candidates =
        Stream.concat(
                now.report().judged().stream().map(one -> one.judgement().candidate().id()),
                Stream.of(now.report().promoted()))
            .distinct()
            .toList();
    Map<String, Instant> seen = new HashMap<>();
    handle
        .createQuery(
            "select candidate, seen_at from seen_candidate where release = :release and target ="
                + " :target and candidate in (<candidates>)")
        .bind("release", release.value())
        .bind("target", now.target())
        .bindList("candidates", candidates)
        .map((row, context) -> Map.entry(row.getString("candidate"), Times.read(row, "seen_at")))
        .forEach(one -> seen.put(one.getKey(), one.getValue()));
    return seen;
  }
}
