package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Remembered<String, String> memory = new Remembered<>(10, String::length);

  @Test
  void many_who_ask_at_once_have_it_made_once() throws Exception {
    CountDownLatch all = new CountDownLatch(8);
    Callable<String> reader =
        () -> {
          all.countDown();
          all.await();
          return memory.get("a", () -> "value " + made.incrementAndGet());
        };
    ExecutorService readers = Executors.newFixedThreadPool(8);
    try {
      for (Future<String> one :
          readers.invokeAll(Stream.generate(() -> reader).limit(8).toList())) {
        assertThat(one.get()).isEqualTo("value 1");
      }
    } finally {
      readers.shutdown();
    }
  }

  @Test
  void what_could_not_be_made_is_tried_again() {
    assertThatThrownBy(() -> memory.get("a", RememberedTest::refused))
        .isInstanceOf(IllegalStateException.class);
    assertThat(memory.get("a", () -> "b")).isEqualTo("b");
  }

  @Test
  void what_was_not_asked_for_longest_is_forgotten_first() {
    for (String key : List.of("a", "b", "a", "c")) {
      memory.get(key, () -> "4444" + made.incrementAndGet());
    }
    assertThat(made).hasValue(3);
    memory.get("a", () -> "again" + made.incrementAndGet());
    assertThat(made).hasValue(3);
    memory.get("b", () -> "again" + made.incrementAndGet());
    assertThat(made).hasValue(4);
  }

  @Test
  void one_that_is_too_heavy_is_kept_alone() {
    memory.get("a", () -> "12345678901234");
    assertThat(memory.get("a", () -> "another")).startsWith("123");
    memory.get("b", () -> "1");
    assertThat(memory.get("a", () -> "another")).isEqualTo("another");
  }

  private static String refused() {
    throw new IllegalStateException("no");
  }
}
