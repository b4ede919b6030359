package dev.promoter.store;

import static dev.promoter.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonLockTest {
  @TempDir Path state;

  @Test
  void a_second_daemon_of_the_same_process_is_refused() {
    try (DaemonLock first = DaemonLock.acquire(state, NOON)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> DaemonLock.acquire(state, NOON))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(state.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " since " + NOON);
    }
    DaemonLock.acquire(state, NOON).close();
  }

  @Test
  void the_lock_of_another_process_is_named_and_free_after_its_death() {
    try (ChildJvm child = ChildJvm.start(Holder.class, state.toString())) {
      assertThat(child.line()).isEqualTo("held");
      assertThatThrownBy(() -> DaemonLock.acquire(state, NOON))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + child.pid());
      assertThat(new FileReleaseLocks(state).tryLock(Samples.MASTER)).isEmpty();

      child.kill();
      DaemonLock.acquire(state, NOON).close();
      new FileReleaseLocks(state).tryLock(Samples.MASTER).orElseThrow().close();
    }
  }

  @Test
  void reading_who_holds_a_lock_does_not_give_it_up() {
    try (DaemonLock mine = DaemonLock.acquire(state, NOON)) {
      assertThat(mine).isNotNull();
      assertThatThrownBy(() -> DaemonLock.acquire(state, NOON)).isInstanceOf(StoreException.class);
      try (ChildJvm child = ChildJvm.start(Holder.class, state.toString())) {
        assertThat(child.line()).startsWith("another promoter daemon");
      }
    }
  }

  /** A process that holds the locks until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      Path state = Path.of(arguments[0]);
      try {
        DaemonLock.acquire(state, NOON);
        boolean held = new FileReleaseLocks(state).tryLock(Samples.MASTER).isPresent();
        System.out.println(held ? "held" : "refused");
        System.in.read();
      } catch (StoreException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
