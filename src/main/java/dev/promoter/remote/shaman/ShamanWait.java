package dev.promoter.remote.shaman;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Waits until every platform is ready. Looks at once, and for the last time when the time is up.
 * While Shaman cannot be asked the pauses grow, so that an outage is not made worse.
 */
public final class ShamanWait {
  private static final int LONGEST = 8;

  private final ShamanClient client;
  private final InstantSource clock;
  private final Pause pause;
  private final Limits limits;

  /** How it waits; another one in tests. */
  public interface Pause {
    /** Lets the time pass. */
    void pause(Duration time) throws InterruptedException;
  }

  /**
   * How long.
   *
   * @param timeout when to give up
   * @param interval between two looks
   * @param afterFailure whether to go on waiting although a platform has failed
   */
  public record Limits(Duration timeout, Duration interval, boolean afterFailure) {
    public Limits {
      if (timeout.isNegative() || interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException(
            "the time-out must not be negative and the interval must be positive");
      }
    }
  }

  /**
   * How the wait ended.
   *
   * @param ready whether every platform is ready
   * @param sentence why not; empty when they are
   * @param platforms how each stood in the end
   */
  public record Result(boolean ready, String sentence, List<Readiness> platforms) {
    public Result {
      platforms = List.copyOf(platforms);
    }
  }

  /** Waits with these limits. */
  public ShamanWait(ShamanClient client, InstantSource clock, Pause pause, Limits limits) {
    this.client = client;
    this.clock = clock;
    this.pause = pause;
    this.limits = limits;
  }

  /**
   * Looks until the end.
   *
   * @param seen told how the platforms stand whenever that has changed
   * @throws InterruptedException when the thread is told to stop
   */
  public Result await(Wanted wanted, Consumer<List<Readiness>> seen) throws InterruptedException {
    Instant end = clock.instant().plus(limits.timeout());
    List<Readiness> last = List.of();
    for (int outage = 0; ; ) {
      List<Readiness> now = client.read(wanted);
      if (!now.equals(last)) {
        seen.accept(now);
        last = now;
      }
      if (now.stream().allMatch(Readiness::ready)) {
        return new Result(true, "", now);
      }
      if (!limits.afterFailure() && has(now, Readiness.State.FAILED)) {
        return new Result(false, "will not become ready: " + open(now), now);
      }
      Duration left = Duration.between(clock.instant(), end);
      if (left.isZero() || left.isNegative()) {
        long seconds = limits.timeout().toSeconds();
        String waited = seconds == 1 ? "1 second" : seconds + " seconds";
        return new Result(false, "not ready after " + waited + ": " + open(now), now);
      }
      outage = has(now, Readiness.State.UNREADABLE) ? Math.min(LONGEST, outage * 2 + 1) : 0;
      Duration wait = limits.interval().multipliedBy(Math.max(1, outage));
      pause.pause(wait.compareTo(left) < 0 ? wait : left);
    }
  }

  private static boolean has(List<Readiness> platforms, Readiness.State state) {
    return platforms.stream().anyMatch(platform -> platform.state() == state);
  }

  private static String open(List<Readiness> platforms) {
    return platforms.stream()
        .filter(platform -> !platform.ready())
        .map(platform -> platform.sentence() + " [" + platform.link() + "]")
        .collect(Collectors.joining("; "));
  }
}
