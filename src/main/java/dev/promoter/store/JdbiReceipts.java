package dev.promoter.store;

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
          handle
              .createUpdate("delete from receipt where opened_at < :before")
              .bind("before", Times.column(at.minus(KEPT)))
              .execute();
          Optional<Row> there = find(handle, owner, key);
          if (there.isEmpty()) {
            insert(handle, owner, key, order, nonce, at);
          }
          return there.filter(row -> !row.nonce().equals(nonce)).map(Row::receipt);
        });
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
        .createQuery("select order_text, answer, nonce from receipt" + ONE)
        .bind("owner", owner)
        .bind("key", key)
        .map(
            (row, context) ->
                new Row(
                    row.getString("nonce"),
                    new Receipt(
                        row.getString("order_text"), Optional.ofNullable(row.getString("answer")))))
        .findOne();
  }

  private static void insert(
      Handle handle, String owner, String key, String order, String nonce, Instant at) {
    handle
        .createUpdate(
            "insert into receipt (owner, order_key, order_text, nonce, opened_at) values (:owner,"
                + " :key, :order, :nonce, :at)")
        .bind("owner", owner)
        .bind("key", key)
        .bind("order", order)
        .bind("nonce", nonce)
        .bind("at", Times.column(at))
        .execute();
  }

  private record Row(String nonce, Receipt receipt) {}
}
