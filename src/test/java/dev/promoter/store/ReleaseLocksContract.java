package dev.promoter.store;

import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseLocks;
import dev.promoter.engine.ReleaseLocks.Held;
import org.junit.jupiter.api.Test;

/** What all locks of releases promise. */
interface ReleaseLocksContract {
  ReleaseLocks locks();

  @Test
  default void a_held_release_cannot_be_locked_again_until_it_is_closed() {
    Held held = locks().tryLock(MASTER).orElseThrow();
    assertThat(locks().tryLock(MASTER)).isEmpty();

    held.close();
    Held again = locks().tryLock(MASTER).orElseThrow();
    held.close();
    assertThat(locks().tryLock(MASTER)).isEmpty();
    again.close();
  }

  @Test
  default void releases_are_locked_apart_whatever_their_names() {
    try (Held master = locks().tryLock(MASTER).orElseThrow();
        Held zed = locks().tryLock(ZED).orElseThrow();
        Held flat = locks().tryLock(new ReleaseName("CentOS-9%2Fmaster")).orElseThrow();
        Held odd = locks().tryLock(new ReleaseName("..")).orElseThrow()) {
      assertThat(new Object[] {master, zed, flat, odd}).doesNotHaveDuplicates();
    }
  }
}
