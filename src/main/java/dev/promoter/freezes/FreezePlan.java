package dev.promoter.freezes;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one section {@code [freeze NAME]} says.
 *
 * @param name its name
 * @param reason why nothing is promoted then
 * @param targets the links it is about; empty for all
 * @param zone whose clock its times are of
 * @param starts when the first window begins
 * @param length how long a window is
 * @param elapsed whether that is meant as time that passes; otherwise as the clock shows it, which
 *     is another hour when it is put forward or back meanwhile
 * @param recurrence when there are windows again; empty for one window
 * @param except the days on which no window begins
 */
public record FreezePlan(
    String name,
    String reason,
    Set<LinkName> targets,
    ZoneId zone,
    LocalDateTime starts,
    Duration length,
    boolean elapsed,
    Optional<String> recurrence,
    Set<LocalDate> except) {
  /** The kind of the sections. */
  public static final String KIND = "freeze";

  /** Longer than any freeze, and short enough to look back to. */
  static final Duration LONGEST = Duration.ofDays(366);

  /** No clock has ever been put forward or back further. */
  private static final Duration CLOCK_CHANGE = Duration.ofDays(1);

  public FreezePlan {
    targets = Collections.unmodifiableSortedSet(new TreeSet<>(targets));
    except = Collections.unmodifiableSortedSet(new TreeSet<>(except));
  }

  /**
   * Reads a section whose options were checked one by one.
   *
   * @param fallback the zone of one that names none
   * @throws IllegalArgumentException with a sentence for the operator when they do not go together
   */
  public static FreezePlan of(String name, Settings section, ZoneId fallback) {
    LocalDateTime starts = LocalTimes.parse(section.get("starts"));
    Optional<LocalDateTime> ends = section.find("ends").map(LocalTimes::parse);
    FreezePlan plan =
        new FreezePlan(
            name,
            section.get("reason"),
            links(section.find("targets").orElse("")),
            section.find("time_zone").map(ZoneId::of).orElse(fallback),
            starts,
            ends.map(end -> Duration.between(starts, end))
                .orElseGet(() -> Duration.parse(section.get("duration"))),
            ends.isEmpty(),
            section.find("recurrence").map(text -> Recurrence.parse(text).text()),
            section.find("except").map(LocalTimes::dates).orElseGet(TreeSet::new));
    if (plan.length.isNegative() || plan.length.isZero()) {
      throw new IllegalArgumentException("ends before it starts");
    }
    if (plan.length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("is longer than a year");
    }
    return plan;
  }

  /** What is wrong with its recurrence; empty when nothing is. */
  public Optional<String> faultOfRecurrence() {
    return recurrence.map(Recurrence::parse).flatMap(rule -> rule.fault(starts));
  }

  /**
   * Checks one option by itself.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static void check(String option, String text) {
    switch (option) {
      case "starts", "ends" -> LocalTimes.parse(text);
      case "except" -> LocalTimes.dates(text);
      case "recurrence" -> Recurrence.parse(text);
      case "targets" -> links(text);
      default -> throw new IllegalStateException(option + " is checked elsewhere");
    }
  }

  private static Set<LinkName> links(String text) {
    Set<LinkName> links = new TreeSet<>();
    Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(LinkName::new)
        .forEach(links::add);
    return links;
  }

  /** Whether it is about a target. */
  boolean concerns(LinkName target) {
    return targets.isEmpty() || targets.contains(target);
  }

  /** Its windows that end after a time, in the order in which they begin. */
  Iterator<Window> windows(Instant after) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone).minus(length).minus(CLOCK_CHANGE);
    return new Windows(this, from, after);
  }

  /** The window that begins at this time, which is one of its times. */
  Window window(LocalDateTime time) {
    Instant begins = Window.firstShown(time, zone);
    return new Window(
        begins, elapsed ? begins.plus(length) : Window.lastShown(time.plus(length), zone));
  }
}
