package dev.promoter.store;

import dev.promoter.domain.Outcome;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.ReleaseLocks.Held;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history in tables: the whole round as one document, and a row per target for lists. */
final class JdbiHistory implements History {
  private static final Logger LOG = LoggerFactory.getLogger(JdbiHistory.class);
  private static final String ENTRY_COLUMNS =
      "select t.round, r.release, r.finished_at, t.target, t.outcome, t.promoted, t.previous,"
          + " t.reason from round_target t join round r on r.id = t.round ";
  private static final String NEWEST_FIRST = " order by t.round desc, t.target_no limit :limit";

  /** A store that just got the tables of insights is filled this many rounds at a time. */
  private static final int CATCH_UP = 50;

  private final Database database;
  private final KnownRounds known;
  private final Fence fence;

  JdbiHistory(Database database, KnownRounds known) {
    this(database, known, Fence.NONE);
  }

  private JdbiHistory(Database database, KnownRounds known, Fence fence) {
    this.database = database;
    this.known = known;
    this.fence = fence;
  }

  @Override
  public History under(Held held) {
    return new JdbiHistory(database, known, Fence.of(held));
  }

  /** Neither a dry run nor a release that had no round at all changed anything. */
  @Override
  public Optional<Long> record(ReleaseReport report) {
    if (report.dryRun() || !report.error().isEmpty()) {
      return Optional.empty();
    }
    String fingerprint = Fingerprint.of(report);
    if (!settledSomething(report)
        && lastFingerprint(report.release()).equals(Optional.of(fingerprint))) {
      return Optional.empty();
    }
    byte[] document = ReportWriter.write(report);
    long id = database.draw("round_number");
    return database.transaction(
        "store the round of " + report.release(),
        handle -> {
          fence.keep(handle);
          if (!exists(handle, id)) {
            insert(handle, id, report, fingerprint, document);
            insertTargets(handle, id, report.targets());
            report.targets().forEach(target -> count(handle, report, target));
            tell(handle, id, report.plans());
            new InsightWriter(
                    handle, round -> round == id ? Optional.of(report) : readable(handle, round))
                .catchUp(report.release(), Integer.MAX_VALUE);
          }
          return Optional.of(id);
        });
  }

  /**
   * Takes rounds that were stored before there were insights over into them: little at a time, so
   * that no other process waits long.
   */
  void catchUp() {
    List<ReleaseName> behind =
        database.transaction(
            "look for rounds that were not taken over",
            handle ->
                handle
                    .createQuery(
                        "select r.release from round r left join told_release t on t.release ="
                            + " r.release group by r.release, t.round having t.round is null or"
                            + " max(r.id) > t.round")
                    .map((row, context) -> new ReleaseName(row.getString("release")))
                    .list());
    for (ReleaseName release : behind) {
      int taken = CATCH_UP;
      while (taken == CATCH_UP) {
        taken =
            database.transaction(
                "take over the rounds of " + release,
                handle ->
                    new InsightWriter(handle, round -> readable(handle, round))
                        .catchUp(release, CATCH_UP));
      }
    }
  }

  /** By its index alone: this is asked for by each reader. */
  @Override
  public OptionalLong newest(ReleaseName release) {
    return database
        .transaction(
            "find the newest round of " + release,
            handle ->
                handle
                    .createQuery(
                        "select id from round where release = :release order by id desc limit 1")
                    .bind("release", release.value())
                    .mapTo(Long.class)
                    .findOne())
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public Optional<ReleaseReport> round(long id) {
    Optional<ReleaseReport> there = known.find(id);
    if (there.isPresent()) {
      return there;
    }
    try {
      return database
          .transaction("read round " + id, handle -> document(handle, id))
          .map(document -> parsed(id, document));
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StoreException(
          "round %d cannot be read: its record is damaged or of another version of promoter"
              .formatted(id),
          e);
    }
  }

  /** A damaged one is as good as none: it must not keep later rounds from being stored. */
  private Optional<ReleaseReport> readable(Handle handle, long id) {
    Optional<ReleaseReport> there = known.find(id);
    if (there.isPresent()) {
      return there;
    }
    Optional<byte[]> document = document(handle, id);
    try {
      return document.map(bytes -> parsed(id, bytes));
    } catch (RuntimeException e) {
      LOG.warn("round {} cannot be read, and charts leave it out", id, e);
      return Optional.empty();
    }
  }

  private ReleaseReport parsed(long id, byte[] document) {
    ReleaseReport report = ReportReader.read(document);
    known.read(id, report);
    return report;
  }

  private static Optional<byte[]> document(Handle handle, long id) {
    return handle
        .createQuery("select report from round where id = :id")
        .bind("id", id)
        .map((row, context) -> row.getBytes("report"))
        .findOne();
  }

  @Override
  public List<Entry> entries(HistoryQuery query) {
    return query.asksForRounds() ? entries(query, new Conditions()) : List.of();
  }

  @Override
  public List<Entry> promotions(HistoryQuery query) {
    Conditions conditions = new Conditions();
    conditions.add("t.promoted <> :nothing", "nothing", "");
    return entries(query, conditions);
  }

  private List<Entry> entries(HistoryQuery query, Conditions conditions) {
    query
        .release()
        .ifPresent(name -> conditions.add("r.release = :release", "release", name.value()));
    query
        .target()
        .ifPresent(
            link ->
                conditions.add(
                    "(t.target = :target or position(:target || ' [' in t.target) = 1)",
                    "target",
                    link));
    query
        .since()
        .ifPresent(at -> conditions.add("r.finished_at >= :since", "since", Times.column(at)));
    query
        .until()
        .ifPresent(at -> conditions.add("r.finished_at < :until", "until", Times.column(at)));
    conditions.add("t.round <= :newest", "newest", query.from().round());
    int shown = query.from().shown();
    List<Entry> entries =
        database.transaction(
            "read the history",
            handle ->
                handle
                    .createQuery(ENTRY_COLUMNS + conditions.where() + NEWEST_FIRST)
                    .bind("limit", shown + query.limit())
                    .bindMap(conditions.values())
                    .map((row, context) -> entry(row))
                    .list());
    return entries.stream().skip(shown).toList();
  }

  @Override
  public List<Entry> after(long round, int limit) {
    List<Entry> entries =
        database.transaction(
            "read what the last rounds did",
            handle ->
                handle
                    .createQuery(
                        ENTRY_COLUMNS
                            + "where t.round > :round order by t.round, t.target_no limit :limit")
                    .bind("round", round)
                    .bind("limit", limit)
                    .map((row, context) -> entry(row))
                    .list());
    return entries.size() < limit ? entries : whole(entries);
  }

  /** Without the last round, of which more may follow. */
  private static List<Entry> whole(List<Entry> entries) {
    long last = entries.get(entries.size() - 1).round();
    List<Entry> whole = entries.stream().filter(entry -> entry.round() != last).toList();
    return whole.isEmpty() ? entries : whole;
  }

  private Optional<String> lastFingerprint(ReleaseName release) {
    return database.transaction(
        "read the last round of " + release,
        handle ->
            handle
                .createQuery(
                    "select fingerprint from round where release = :release order by id desc limit"
                        + " 1")
                .bind("release", release.value())
                .mapTo(String.class)
                .findOne());
  }

  /** What only waits, as in the round before, is told once. */
  private static boolean settledSomething(ReleaseReport report) {
    return report.targets().stream()
        .flatMap(target -> target.effects().stream())
        .anyMatch(effect -> !(effect.outcome() instanceof Outcome.Retry));
  }

  private static boolean exists(Handle handle, long id) {
    return handle
            .createQuery("select count(*) from round where id = :id")
            .bind("id", id)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static void insert(
      Handle handle, long id, ReleaseReport report, String fingerprint, byte[] document) {
    handle
        .createUpdate(
            "insert into round (id, release, started_at, finished_at, fingerprint, report) values"
                + " (:id, :release, :started, :finished, :fingerprint, :document)")
        .bind("id", id)
        .bind("release", report.release().value())
        .bind("started", Times.column(report.startedAt()))
        .bind("finished", Times.column(report.finishedAt()))
        .bind("fingerprint", fingerprint)
        .bind("document", document)
        .execute();
  }

  private static void insertTargets(Handle handle, long round, List<TargetReport> targets) {
    if (targets.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into round_target (round, target_no, target, outcome, promoted, previous,"
                + " reason) values (:round, :no, :target, :outcome, :promoted, :previous,"
                + " :reason)");
    for (int no = 0; no < targets.size(); no++) {
      TargetReport target = targets.get(no);
      batch
          .bind("round", round)
          .bind("no", no)
          .bind("target", title(target))
          .bind("outcome", target.outcome().name())
          .bind("promoted", target.promoted())
          .bind("previous", target.previous())
          .bind("reason", target.reason())
          .add();
    }
    batch.execute();
  }

  private static void count(Handle handle, ReleaseReport report, TargetReport target) {
    JdbiCensus.count(handle, report.release(), title(target), target, report.finishedAt());
  }

  private static void tell(Handle handle, long round, List<Long> plans) {
    if (!plans.isEmpty()) {
      handle
          .createUpdate(
              "update plan set round = :round where id in (<plans>) and state <> :open and round is"
                  + " null")
          .bind("round", round)
          .bind("open", JdbiJournal.OPEN)
          .bindList("plans", plans)
          .execute();
    }
  }

  private static String title(TargetReport target) {
    String link = target.target().value();
    return target.component().isEmpty() ? link : link + " [" + target.component() + "]";
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("round"),
        new ReleaseName(row.getString("release")),
        Times.read(row, "finished_at"),
        row.getString("target"),
        TargetOutcome.valueOf(row.getString("outcome")),
        row.getString("promoted"),
        row.getString("previous"),
        row.getString("reason"));
  }
}
