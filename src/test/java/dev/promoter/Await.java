package dev.promoter;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does, never longer than a machine in trouble needs. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private Await() {}

  /** Returns as soon as the condition holds; fails with the description if it never does. */
  public static void until(String description, BooleanSupplier condition) {
    until(description, LIMIT, condition);
  }

  /** The same for what takes longer. */
  public static void until(String description, Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + limit.toSeconds() + " s in vain until " + description);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
