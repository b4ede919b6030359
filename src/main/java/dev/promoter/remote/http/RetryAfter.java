package dev.promoter.remote.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("[0-9]+");

  /** Thirty thousand years: what a number of more digits is taken for. */
  private static final String LONGEST = "999999999999";

  private final InstantSource clock;

  RetryAfter(InstantSource clock) {
    this.clock = clock;
  }

  /** How long the server wants to be left alone, never negative; empty when it does not say. */
  Optional<Duration> wait(Answer answer) {
    return answer.header("Retry-After").map(String::strip).flatMap(this::parse);
  }

  private Optional<Duration> parse(String value) {
    if (SECONDS.matcher(value).matches()) {
      boolean absurd = value.length() > LONGEST.length();
      return Optional.of(Duration.ofSeconds(Long.parseLong(absurd ? LONGEST : value)));
    }
    Instant date = DateUtils.parseStandardDate(value);
    if (date == null) {
      return Optional.empty();
    }
    Duration wait = Duration.between(clock.instant(), date);
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
