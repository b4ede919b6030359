package dev.promoter.store;

import dev.promoter.engine.AlreadyOrderedException;
import dev.promoter.engine.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Receipts in a table. */
final class JdbiReceipts implements Receipts {
  /** Nobody repeats a lost order for longer. */
  private static final Duration KEPT = Duration.ofHours(24);

  private static final String ONE = " where owner = :owner and order_key = :key";

  private final Database database;

  JdbiReceipts(Database database) {
    this.database = database;
  }

  /**
   * The nonce tells a receipt that this very call wrote, before the connection was lost, from that
   * of somebody else. Of two that insert at once one fails and runs again.
   */
  @Override
  public Optional<Receipt> open(String owner, String key, String order, Instant at) {
    String nonce = UUID.randomUUID().toString();
    return database.transaction(
        "open a receipt",
        handle -> {
          Keyed keyed = new Keyed(owner, key, order, at);
          return others(handle, keyed, nonce, Optional.empty()).map(Row::receipt);
        });
  }

  @Override
  public Optional<Receipt> find(String owner, String key, Instant at) {
    return database.transaction(
        "find a receipt",
        handle ->
            find(handle, owner, key)
                .filter(row -> !row.openedAt().isBefore(at.minus(KEPT)))
                .map(Row::receipt));
  }

  /**
   * Stores an answered one within the transaction of what it answers to.
   *
   * @param nonce the same when that transaction is run again
   * @throws AlreadyOrderedException when there is another one of that owner and key
   */
  static void answered(Handle handle, Keyed order, String nonce, String answer) {
    if (others(handle, order, nonce, Optional.of(answer)).isPresent()) {
      throw new AlreadyOrderedException();
    }
  }

  /** The receipt of somebody else; when there is none, there is this one afterwards. */
  private static Optional<Row> others(
      Handle handle, Keyed order, String nonce, Optional<String> answer) {
    handle
        .createUpdate("delete from receipt where opened_at < :before")
        .bind("before", Times.column(order.at().minus(KEPT)))
        .execute();
    Optional<Row> there = find(handle, order.owner(), order.key());
    if (there.isEmpty()) {
      insert(handle, order, nonce, answer);
    }
    return there.filter(row -> !row.nonce().equals(nonce));
  }

  @Override
  public void answered(String owner, String key, String answer) {
    database.transaction(
        "keep an answer",
        handle ->
            handle
                .createUpdate("update receipt set answer = :answer" + ONE)
                .bind("answer", answer)
                .bind("owner", owner)
                .bind("key", key)
                .execute());
  }

  @Override
  public void drop(String owner, String key) {
    database.transaction(
        "drop a receipt",
        handle ->
            handle
                .createUpdate("delete from receipt" + ONE + " and answer is null")
                .bind("owner", owner)
                .bind("key", key)
                .execute());
  }

  private static Optional<Row> find(Handle handle, String owner, String key) {
    return handle
        .createQuery("select order_text, answer, nonce, opened_at from receipt" + ONE)
        .bind("owner", owner)
        .bind("key", key)
        .map(
            (row, context) ->
                new Row(
                    row.getString("nonce"),
                    Times.read(row, "opened_at"),
                    new Receipt(
                        row.getString("order_text"), Optional.ofNullable(row.getString("answer")))))
        .findOne();
  }

  private static void insert(Handle handle, Keyed order, String nonce, Optional<String> answer) {
    handle
        .createUpdate(
            "insert into receipt (owner, order_key, order_text, nonce, answer, opened_at) values"
                + " (:owner, :key, :order, :nonce, :answer, :at)")
        .bind("owner", order.owner())
        .bind("key", order.key())
        .bind("order", order.order())
        .bind("nonce", nonce)
        .bind("answer", answer)
        .bind("at", Times.column(order.at()))
        .execute();
  }

  private record Row(String nonce, Instant openedAt, Receipt receipt) {}
}
