package dev.promoter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The heartbeat of the main loop. It also notices that the machine slept or that its clock was set:
 * then the clock of the day has gone further than the one that only counts. Safe for threads.
 */
final class Pulse {
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private long lastBeat;
  private Instant awakeSince;
  private Duration apart;

  Pulse(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.lastBeat = nanos.getAsLong();
    this.awakeSince = clock.instant();
    this.apart = apart(awakeSince);
  }

  /** The main loop has come round. */
  synchronized void beat() {
    lastBeat = nanos.getAsLong();
    look();
  }

  /** How long ago it came round; time that the machine slept does not count. */
  synchronized Duration standstill() {
    return Duration.ofNanos(nanos.getAsLong() - lastBeat);
  }

  /** Since when the process has been able to do its work without a break. */
  synchronized Instant awakeSince() {
    look();
    return awakeSince;
  }

  private void look() {
    Instant now = clock.instant();
    Duration found = apart(now);
    if (found.minus(apart).abs().compareTo(TOLERANCE) > 0) {
      awakeSince = now;
    }
    apart = found;
  }

  private Duration apart(Instant now) {
    return Duration.between(Instant.EPOCH, now).minusNanos(nanos.getAsLong());
  }
}
