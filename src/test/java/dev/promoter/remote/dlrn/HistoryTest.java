package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.CommitHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final int MAX_PAGES = 20;

  private final List<Row> server = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();

  /** The server as it should be; rows added meanwhile come first. */
  private class Server implements History.Pages {
    @Override
    public List<Row> read(int limit, int offset) {
      offsets.add(offset);
      return server.stream().skip(offset).limit(limit).toList();
    }

    @Override
    public RuntimeException endless(int rows) {
      return new IllegalStateException("endless after " + rows);
    }
  }

  private void fill(int rows) {
    IntStream.range(0, rows).forEach(i -> server.add(row(rows - i)));
  }

  private static Row row(int number) {
    return new Row(
        "link",
        new CommitHash("%040x".formatted(number), "0".repeat(40), ""),
        "",
        "",
        Instant.ofEpochSecond(number));
  }

  private History history() {
    return new History(new Server(), MAX_PAGES);
  }

  @Test
  void nothing_is_read_before_it_is_asked_for() {
    fill(5);
    history();

    assertThat(offsets).isEmpty();
  }

  @Test
  void a_short_page_is_the_last() {
    fill(130);

    assertThat(history().all()).isEqualTo(server);
    assertThat(offsets).containsExactly(0, 100);
  }

  @Test
  void a_full_page_is_followed_by_an_empty_one() {
    fill(200);

    assertThat(history().all()).isEqualTo(server);
    assertThat(offsets).containsExactly(0, 100, 200);
  }

  @Test
  void reading_stops_at_the_page_with_the_wanted_row() {
    fill(350);
    History history = history();
    Row wanted = server.get(120);

    assertThat(history.until(wanted::equals)).hasSize(200).contains(wanted);
    assertThat(history.newest(wanted::equals)).contains(wanted);
    assertThat(offsets).containsExactly(0, 100);

    assertThat(history.all()).as("and goes on where it stopped").isEqualTo(server);
    assertThat(offsets).containsExactly(0, 100, 200, 300);
  }

  @Test
  void rows_inserted_while_paging_are_neither_missed_nor_doubled() {
    fill(250);
    List<Row> before = List.copyOf(server);
    History history = history();
    history.until(row -> true);
    IntStream.range(0, 30).forEach(i -> server.add(0, row(1000 + i)));

    assertThat(history.all()).isEqualTo(before);
  }

  @Test
  void the_same_promotion_made_twice_at_different_times_is_two_rows() {
    Row once = row(1);
    server.add(new Row("link", once.hash(), "", "", Instant.ofEpochSecond(2)));
    server.add(once);

    assertThat(history().all()).hasSize(2);
  }

  @Test
  void a_server_that_ignores_the_offset_is_not_asked_for_ever() {
    fill(100);
    History.Pages stubborn =
        new Server() {
          @Override
          public List<Row> read(int limit, int offset) {
            return super.read(limit, 0);
          }
        };

    assertThat(new History(stubborn, MAX_PAGES).all()).isEqualTo(server);
    assertThat(offsets).hasSize(2);
  }

  @Test
  void an_old_server_that_ignores_the_limit_is_read_once_more_at_most() {
    fill(130);
    History.Pages old =
        new Server() {
          @Override
          public List<Row> read(int limit, int offset) {
            return super.read(1000, offset);
          }
        };

    assertThat(new History(old, MAX_PAGES).all()).isEqualTo(server);
    assertThat(offsets).containsExactly(0, 130);
  }

  @Test
  void a_history_without_end_is_an_error() {
    fill(MAX_PAGES * History.PAGE + 1);

    assertThatThrownBy(() -> history().all()).hasMessage("endless after 2000");
  }
}
