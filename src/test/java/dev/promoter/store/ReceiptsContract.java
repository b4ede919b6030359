package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.engine.Receipts;
import dev.promoter.engine.Receipts.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all receipts promise. */
interface ReceiptsContract {
  Receipts receipts();

  @Test
  default void an_order_is_opened_once_and_its_answer_kept() {
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    assertThat(receipts().open("ann", "k", "order", now)).isEmpty();
    assertThat(receipts().open("ann", "k", "order", now))
        .contains(new Receipt("order", Optional.empty()));
    assertThat(receipts().open("bob", "k", "order", now)).isEmpty();

    receipts().answered("ann", "k", "done");
    assertThat(receipts().open("ann", "k", "another", now))
        .contains(new Receipt("order", Optional.of("done")));
  }

  @Test
  default void what_was_not_done_may_be_ordered_again() {
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    assertThat(receipts().open("ann", "again", "order", now)).isEmpty();
    receipts().drop("ann", "again");
    assertThat(receipts().open("ann", "again", "order", now)).isEmpty();
  }

  @Test
  default void an_old_one_is_thrown_away() {
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    assertThat(receipts().open("ann", "old", "order", now)).isEmpty();
    assertThat(receipts().open("ann", "old", "order", now.plus(Duration.ofHours(25)))).isEmpty();
  }
}
