package dev.promoter.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So many a minute for each key: a bucket that a minute fills. Safe for threads, and of bounded
 * size: of too many keys the one that was longest quiet is forgotten, which favours it.
 */
final class Rates {
  private static final int MOST_KEYS = 10_000;
  private static final double MILLIS = 60_000;

  private final int perMinute;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Bucket(double left, Instant at) {}

  Rates(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Takes one; when none is left, says how long until there is. */
  synchronized Optional<Duration> take(String key) {
    Optional<Duration> wait = exhausted(key);
    if (wait.isEmpty()) {
      buckets.put(key, new Bucket(left(key) - 1, clock.instant()));
    }
    return wait;
  }

  /** How long until there is one; empty when there is one now. */
  private Optional<Duration> exhausted(String key) {
    double left = left(key);
    return left >= 1
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) Math.ceil((1 - left) * MILLIS / perMinute)));
  }

  private double left(String key) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return perMinute;
    }
    long passed = Math.max(0, Duration.between(bucket.at(), clock.instant()).toMillis());
    return Math.min(perMinute, bucket.left() + passed * perMinute / MILLIS);
  }
}
