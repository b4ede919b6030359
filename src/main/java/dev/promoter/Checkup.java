package dev.promoter;

import dev.promoter.health.Examination;
import dev.promoter.health.Health;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Health for whoever asks from outside, however often: one examination at a time, whose answer all
 * get who ask meanwhile; and an answer also when the store gives none.
 */
final class Checkup {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Shared alive;
  private final Shared ready;

  Checkup(Health health) {
    this(health, PATIENCE);
  }

  Checkup(Health health, Duration patience) {
    this.alive = new Shared(health::alive, health::silent, patience);
    this.ready = new Shared(health::ready, health::silent, patience);
  }

  /** Whether the process lives. A restart may help where it does not. */
  Examination alive() {
    return alive.answer();
  }

  /** Whether promotions go on as meant. A restart seldom helps where they do not. */
  Examination ready() {
    return ready.answer();
  }

  private static final class Shared {
    private final Supplier<Examination> question;
    private final Supplier<Examination> silence;
    private final Duration patience;
    private final AtomicReference<@Nullable CompletableFuture<Examination>> asked =
        new AtomicReference<>();

    Shared(Supplier<Examination> question, Supplier<Examination> silence, Duration patience) {
      this.question = question;
      this.silence = silence;
      this.patience = patience;
    }

    Examination answer() {
      CompletableFuture<Examination> mine = new CompletableFuture<>();
      CompletableFuture<Examination> other = asked.compareAndExchange(null, mine);
      if (other == null) {
        Thread thread = new Thread(() -> ask(mine), "health");
        thread.setDaemon(true);
        thread.start();
      }
      return await(other == null ? mine : other);
    }

    private void ask(CompletableFuture<Examination> mine) {
      try {
        Examination found = question.get();
        asked.set(null);
        mine.complete(found);
      } catch (RuntimeException | Error e) {
        asked.set(null);
        mine.completeExceptionally(e);
      }
    }

    private Examination await(CompletableFuture<Examination> answer) {
      return answer
          .copy()
          .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(
              fault -> {
                if (fault instanceof TimeoutException) {
                  return silence.get();
                }
                throw new IllegalStateException("the checks ended by a fault", fault);
              })
          .join();
    }
  }
}
