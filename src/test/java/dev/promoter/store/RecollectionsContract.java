package dev.promoter.store;

import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.engine.Recollections;
import org.junit.jupiter.api.Test;

/** What all recollections promise. */
interface RecollectionsContract {
  Recollections recollections();

  @Test
  default void the_last_text_of_a_subject_is_found() {
    assertThat(recollections().find(MASTER, "packages")).isEmpty();

    recollections().keep(MASTER, "packages", "since noon");
    recollections().keep(MASTER, "packages", "since \u00e9vening");
    assertThat(recollections().find(MASTER, "packages")).contains("since \u00e9vening");
  }

  @Test
  default void subjects_and_releases_are_apart() {
    recollections().keep(MASTER, "packages", "a");
    recollections().keep(MASTER, "runs", "b");

    assertThat(recollections().find(ZED, "packages")).isEmpty();
    assertThat(recollections().find(MASTER, "packages")).contains("a");
    assertThat(recollections().find(MASTER, "runs")).contains("b");
  }

  @Test
  default void a_long_text_is_kept_whole() {
    String text = "rados/".repeat(50_000);
    recollections().keep(MASTER, "runs", text);

    assertThat(recollections().find(MASTER, "runs")).contains(text);
  }
}
