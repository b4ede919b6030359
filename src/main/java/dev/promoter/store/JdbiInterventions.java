package dev.promoter.store;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Ended;
import dev.promoter.engine.Interventions;
import dev.promoter.engine.Said;
import dev.promoter.engine.Slip;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What people say, a table for each kind; a row that was taken back keeps the time of it. */
final class JdbiInterventions implements Interventions {
  private final Database database;
  private final JdbiAudit audit;
  private final Optional<Slip> slip;

  JdbiInterventions(Database database) {
    this(database, Optional.empty());
  }

  private JdbiInterventions(Database database, Optional<Slip> slip) {
    this.database = database;
    this.audit = new JdbiAudit(database);
    this.slip = slip;
  }

  @Override
  public Interventions answering(Slip answered) {
    return new JdbiInterventions(database, Optional.of(answered));
  }

  @Override
  public Said said() {
    return database.transaction(
        "read what people have said",
        handle ->
            new Said(
                waivers(handle),
                all(handle, Kind.HOLD, Hold.class),
                all(handle, Kind.APPROVAL, Approval.class),
                Stream.of(Kind.PIN, Kind.VETO)
                    .flatMap(kind -> all(handle, kind, Choice.class).stream())
                    .toList()));
  }

  @Override
  public List<Ended> ended(Kind kind, Instant now, long below, int limit) {
    InterventionTable table = InterventionTable.of(kind);
    return database.transaction(
        "read what is over",
        handle -> {
          Map<Long, Waiver> promoted = kind == Kind.WAIVER ? promoted(handle) : Map.of();
          return handle
              .createQuery(
                  "select * from %s where %s and id < :below order by id desc limit :limit"
                      .formatted(table.title(), table.over(promoted.keySet())))
              .bindMap(Map.of("now", Times.column(now), "below", below, "limit", limit))
              .map((row, context) -> ended(table, row, promoted))
              .list();
        });
  }

  private static Ended ended(InterventionTable table, ResultSet row, Map<Long, Waiver> promoted)
      throws SQLException {
    Intervention said = table.read(row);
    Intervention seen = promoted.containsKey(said.id()) ? promoted.get(said.id()) : said;
    return new Ended(seen, Times.find(row, table.ended()));
  }

  private static List<Waiver> waivers(Handle handle) {
    PromotedWaivers promoted = new PromotedWaivers(handle);
    return all(handle, Kind.WAIVER, Waiver.class).stream().map(promoted::seen).toList();
  }

  /** Those that were not taken back and that a promotion ended, by their number. */
  private static Map<Long, Waiver> promoted(Handle handle) {
    return waivers(handle).stream()
        .filter(waiver -> !waiver.promoted().isEmpty())
        .collect(Collectors.toMap(Waiver::id, Function.identity()));
  }

  @Override
  @SuppressWarnings("unchecked") // stored() returns the type it is called on
  public <T extends Intervention> T add(T draft, Caller caller) {
    InterventionTable table = InterventionTable.of(draft.kind());
    T said = (T) draft.stored(database.draw(table.numbers()), Times::kept);
    Deed deed = audit.numbered(Deed.given(said, caller));
    Consumer<Handle> receipt = receipt(said);
    return database.transaction(
        "store the " + draft.kind().word(),
        handle -> {
          insert(handle, table, said);
          JdbiAudit.insert(handle, deed);
          receipt.accept(handle);
          return said;
        });
  }

  @Override
  public boolean withdraw(Kind kind, long id, Caller caller, String reason, Instant at) {
    InterventionTable table = InterventionTable.of(kind);
    Optional<Intervention> said =
        database.transaction("read the " + kind.word(), handle -> find(handle, table, id));
    if (said.isEmpty()) {
      return false;
    }
    Deed deed = audit.numbered(Deed.takenBack(said.get(), caller, at, reason));
    Consumer<Handle> receipt = receipt(said.get());
    return database.transaction(
        "record the end of the " + kind.word(),
        handle -> {
          boolean ended = end(handle, table, id, deed);
          if (ended) {
            receipt.accept(handle);
          }
          return ended;
        });
  }

  /** Made before the transaction, which may be run again and then finds its own. */
  private Consumer<Handle> receipt(Intervention said) {
    if (slip.isEmpty()) {
      return handle -> {};
    }
    String nonce = UUID.randomUUID().toString();
    String answer = slip.get().answer().apply(said);
    return handle -> JdbiReceipts.answered(handle, slip.get().order(), nonce, answer);
  }

  private static <T extends Intervention> List<T> all(Handle handle, Kind kind, Class<T> type) {
    InterventionTable table = InterventionTable.of(kind);
    return handle
        .createQuery(
            "select * from %s where %s is null order by id".formatted(table.title(), table.ended()))
        .map((row, context) -> type.cast(table.read(row)))
        .list();
  }

  private static Optional<Intervention> find(Handle handle, InterventionTable table, long id) {
    return handle
        .createQuery(
            "select * from %s where id = :id and %s is null"
                .formatted(table.title(), table.ended()))
        .bind("id", id)
        .map((row, context) -> table.read(row))
        .findOne();
  }

  private static void insert(Handle handle, InterventionTable table, Intervention said) {
    Map<String, Object> columns = InterventionTable.columns(said);
    String names = String.join(", ", columns.keySet());
    String values =
        columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
    handle
        .createUpdate(
            "insert into %s (%s) select %s where not exists (select 1 from %1$s where id = :id)"
                .formatted(table.title(), names, values))
        .bindMap(columns)
        .execute();
  }

  /** Run again after it was committed, it finds its own record. */
  private static boolean end(Handle handle, InterventionTable table, long id, Deed deed) {
    int ended =
        handle
            .createUpdate(
                "update %s set %s = :at where id = :id and %2$s is null"
                    .formatted(table.title(), table.ended()))
            .bind("at", Times.column(deed.at()))
            .bind("id", id)
            .execute();
    if (ended > 0) {
      JdbiAudit.insert(handle, deed);
    }
    return ended > 0 || JdbiAudit.has(handle, deed);
  }
}
