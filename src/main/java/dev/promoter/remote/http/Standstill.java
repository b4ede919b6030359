package dev.promoter.remote.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends an exchange in which too little moves. A deadline for the whole would be too short for a
 * large body or too long for a small one: instead every period has to move its share.
 */
final class Standstill implements AutoCloseable {
  /** Bytes a second below which an exchange counts as standing still. */
  private static final long SLOWEST = 16 * 1024L;

  private final AtomicLong moved = new AtomicLong();
  private final Duration period;
  private final long share;
  private final Runnable end;
  private final Future<?> alarm;
  private volatile boolean ended;
  private long seen;

  /** The exchange was ended because too little moved. */
  static final class Ended extends IOException {
    private static final long serialVersionUID = 1L;

    private Ended(long share, Duration period, IOException cause) {
      super(
          "less than %d bytes moved within %s seconds".formatted(share, period.toMillis() / 1000.0),
          cause);
    }
  }

  Standstill(ScheduledExecutorService alarms, Duration period, Runnable end) {
    this.period = period;
    this.share = Math.max(1, SLOWEST * period.toMillis() / 1000);
    this.end = end;
    long millis = period.toMillis();
    this.alarm = alarms.scheduleAtFixedRate(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Only the thread of the alarms calls this. */
  private void look() {
    long now = moved.get();
    if (now - seen < share) {
      ended = true;
      end.run();
    }
    seen = now;
  }

  /** The fault that people are told: the true one when the exchange was ended from here. */
  IOException told(IOException fault) {
    return ended ? new Ended(share, period, fault) : fault;
  }

  InputStream watch(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int from, int most) throws IOException {
        try {
          int count = super.read(buffer, from, most);
          moved.addAndGet(Math.max(0, count));
          return count;
        } catch (IOException fault) {
          throw told(fault);
        }
      }
    };
  }

  @Override
  public void close() {
    alarm.cancel(false);
  }
}
