package dev.promoter.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A window of time in which nothing is promoted, as the configuration plans it.
 *
 * @param name what the configuration calls it
 * @param reason why
 * @param until when this window ends, UTC, exclusive
 * @param opens when promotions may go on, UTC: no other window covers that time; {@link
 *     Hold#NO_END} when that is not in sight
 */
public record Freeze(String name, String reason, Instant until, Instant opens) {
  public Freeze {
    Checks.notBlank(name, "name of the freeze");
    Checks.notBlank(reason, "reason of the freeze");
  }

  /** All that cover one time, and when promotions may go on; there must be one. */
  public static String sentence(List<Freeze> freezes) {
    List<Freeze> byName = freezes.stream().sorted(Comparator.comparing(Freeze::name)).toList();
    return byName.stream().map(Freeze::sentence).collect(Collectors.joining("; "))
        + "; "
        + byName.get(0).opening();
  }

  /** The sentence that explains it. */
  public String sentence() {
    return "frozen by %s until %s: %s".formatted(name, until, reason);
  }

  /** When promotions may go on, in words. */
  public String opening() {
    return opens.equals(Hold.NO_END) ? "no opening is in sight" : "it opens at " + opens;
  }
}
