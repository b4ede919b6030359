package dev.promoter.fakes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to move. */
public final class SettableClock implements InstantSource {
  private volatile Instant now;

  /** A clock that shows the given time, for example {@code 2026-03-02T10:00:00Z}. */
  public SettableClock(String now) {
    this.now = Instant.parse(now);
  }

  /** Moves it to a time. */
  public void set(Instant time) {
    now = time;
  }

  /** Moves it on. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
