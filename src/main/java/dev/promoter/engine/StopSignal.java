package dev.promoter.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells one round that it should end after the step in hand: the process stops, or the round took
 * too long. What is then unfinished stays open in the journal.
 */
public final class StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();

  /** Asks for the end; may be called by any thread and more than once. */
  public void request() {
    requested.set(true);
  }

  /** Whether the end was asked for. */
  public boolean requested() {
    return requested.get();
  }
}
