package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.Await;
import dev.promoter.engine.Courier;
import dev.promoter.engine.Notice;
import dev.promoter.engine.Outbox;
import dev.promoter.engine.RemoteException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the outbox of every store promises. */
interface OutboxContract {
  Store store();

  private static Notice notice(String key, String... to) {
    return new Notice("mail", key, List.of(to), "subject " + key, "text\n");
  }

  private Outbox outbox() {
    return store().outbox(InstantSource.system());
  }

  private Delivery deliver(Courier courier) {
    DeliverySettings eager =
        new DeliverySettings(
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofDays(1));
    return store().deliver(List.of(courier), eager, InstantSource.system());
  }

  /** Fails as often as it is told, then takes letters. */
  final class Scripted implements Courier {
    final List<Letter> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures;
    private final boolean retryable;

    Scripted(int failures, boolean retryable) {
      this.failures = new AtomicInteger(failures);
      this.retryable = retryable;
    }

    @Override
    public String channel() {
      return "mail";
    }

    @Override
    public void deliver(Letter letter) {
      if (failures.getAndDecrement() > 0) {
        throw RemoteException.of("SMTP", "send", "host", "it is down", 0, retryable);
      }
      taken.add(letter);
    }
  }

  @Test
  default void each_recipient_gets_a_letter_once() throws Exception {
    Scripted courier = new Scripted(0, true);
    outbox().put(notice("reef FAILED", "a", "b", "a"));
    outbox().put(notice("reef FAILED", "a", "b"));

    try (Delivery delivery = deliver(courier)) {
      Await.until("the outbox got there", () -> outbox().waiting().isEmpty());
      outbox().put(notice("reef FAILED", "a", "c"));
      delivery.hurry();
      Await.until("the outbox got there", () -> outbox().waiting().isEmpty());
    }

    assertThat(courier.taken)
        .extracting(Courier.Letter::to)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(courier.taken).extracting(Courier.Letter::number).doesNotHaveDuplicates();
  }

  @Test
  default void nothing_is_lost_while_a_server_is_down() throws Exception {
    Scripted courier = new Scripted(5, true);
    outbox().put(notice("reef FAILED", "a"));

    try (Delivery delivery = deliver(courier)) {
      Await.until("the outbox got there", () -> courier.taken.size() == 1);
      Await.until("the outbox got there", () -> outbox().waiting().isEmpty());
    }
    assertThat(courier.taken).hasSize(1);
  }

  @Test
  default void a_letter_waits_through_a_restart_and_says_why() throws Exception {
    Scripted down = new Scripted(Integer.MAX_VALUE, true);
    outbox().put(notice("reef FAILED", "a"));
    try (Delivery delivery = deliver(down)) {
      Await.until("the outbox got there", () -> outbox().waiting().get(0).attempts() > 1);
    }
    Outbox.Waiting waiting = outbox().waiting().get(0);
    assertThat(waiting.problem()).contains("it is down");
    assertThat(waiting.givenUp()).isFalse();

    Scripted up = new Scripted(0, true);
    try (Delivery delivery = deliver(up)) {
      Await.until("the outbox got there", () -> outbox().waiting().isEmpty());
    }
    assertThat(up.taken).hasSize(1);
  }

  @Test
  default void what_can_never_arrive_is_given_up_and_stays_visible() throws Exception {
    Scripted refusing = new Scripted(1, false);
    outbox().put(notice("reef FAILED", "nobody"));

    try (Delivery delivery = deliver(refusing)) {
      Await.until("the outbox got there", () -> outbox().waiting().get(0).givenUp());
    }
    assertThat(outbox().waiting().get(0).problem()).contains("it is down");
    assertThat(refusing.taken).isEmpty();
  }

  @Test
  default void a_letter_that_a_killed_process_had_begun_is_delivered_by_the_next()
      throws Exception {
    outbox().put(notice("reef FAILED", "a"));
    execute(
        "update due_work set picked = true, picked_by = 'gone', last_heartbeat ="
            + " timestamp with time zone '2020-01-01 00:00:00+00'");
    Scripted courier = new Scripted(0, true);

    try (Delivery delivery = deliver(courier)) {
      Await.until("the outbox got there", () -> courier.taken.size() == 1);
    }
  }

  @Test
  default void a_notice_without_a_courier_waits() throws Exception {
    outbox().put(new Notice("chat", "x", List.of("room"), "s", "t"));

    try (Delivery delivery = deliver(new Scripted(0, true))) {
      Await.until("the outbox got there", () -> outbox().waiting().get(0).attempts() > 0);
    }
    assertThat(outbox().waiting().get(0).problem()).contains("no courier of this name");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
