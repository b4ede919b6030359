package dev.promoter.store;

import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.StatusBoard.Row;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every status board promises. */
interface StatusBoardContract {
  StatusBoard board();

  @Test
  default void a_release_shows_its_running_round_and_the_last_complete_one() {
    board().began(MASTER, "master.ini", NOON);
    board().ended(MASTER, true, "DLRN did not answer", NOON.plusSeconds(1));
    board().began(MASTER, "master.ini", LATER);

    assertThat(board().rows())
        .containsExactly(
            new Row(
                MASTER,
                "master.ini",
                Optional.of(LATER),
                Optional.of(NOON.plusSeconds(1)),
                true,
                "DLRN did not answer",
                ""));
  }

  @Test
  default void a_refused_file_is_shown_until_it_is_accepted() {
    board().configuration(ZED, "zed.ini", "zed.ini:1: unknown key", NOON);
    assertThat(board().rows())
        .containsExactly(
            new Row(
                ZED,
                "zed.ini",
                Optional.empty(),
                Optional.empty(),
                false,
                "",
                "zed.ini:1: unknown key"));

    board().configuration(ZED, "zed.ini", "", LATER);
    assertThat(board().rows()).extracting(Row::problems).containsExactly("");
  }

  @Test
  default void a_refused_file_leaves_the_last_round_as_it_was() {
    board().began(MASTER, "master.ini", NOON);
    board().ended(MASTER, false, "nothing new", LATER);
    board().configuration(MASTER, "master.ini", "broken", LATER);

    Row row = board().rows().get(0);
    assertThat(row.summary()).isEqualTo("nothing new");
    assertThat(row.finishedAt()).contains(LATER);
  }

  @Test
  default void rows_are_sorted_by_name_and_removed_by_name() {
    board().began(ZED, "z", NOON);
    board().began(MASTER, "m", NOON);
    board().began(new ReleaseName("centos/a"), "a", NOON);

    assertThat(board().rows())
        .extracting(row -> row.release().value())
        .containsExactly("CentOS-9/master", "CentOS-9/zed", "centos/a");
    board().remove(MASTER);
    board().remove(new ReleaseName("never seen"));
    assertThat(board().rows()).hasSize(2);
  }
}
