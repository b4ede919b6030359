package dev.promoter.config;

import static dev.promoter.config.ValueType.DURATION;
import static dev.promoter.config.ValueType.TEXT;
import static dev.promoter.config.ValueType.ZONE;

import dev.promoter.domain.Settings;
import dev.promoter.freezes.FreezePlan;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of {@code [freeze NAME]}: when nothing is promoted. */
final class FreezeKeys {
  static final String TARGETS = "targets";

  private static final String STARTS = "starts";
  private static final String ENDS = "ends";
  private static final String LENGTH = "duration";
  private static final String RECURRENCE = "recurrence";
  private static final String REASON = "reason";

  static final List<Key> ALL =
      List.of(
          Key.of(REASON, TEXT, "why; shown wherever something waits for its end").must(),
          Key.of(STARTS, checked("local time", STARTS), "when the first window begins").must(),
          Key.of(
              ENDS,
              checked("local time", ENDS),
              "when it ends, on the clock; this or `duration` must be given"),
          Key.of(LENGTH, DURATION, "how long a window is, in time that passes"),
          Key.of(
                  RECURRENCE,
                  checked("rule of RFC 5545", RECURRENCE),
                  "when there are windows again, for example `FREQ=WEEKLY;BYDAY=FR`")
              .orComputed("one window"),
          Key.of("except", checked("list of dates", "except"), "days on which no window begins"),
          Key.of("time_zone", ZONE, "in which these times are meant")
              .orComputed("`time_zone` of `[daemon]`"),
          Key.of(TARGETS, checked("list of targets", TARGETS), "which links are frozen")
              .orComputed("all"));

  private FreezeKeys() {}

  /** What is wrong with options that are right one by one. */
  static Map<String, String> faults(Layer layer) {
    Map<String, String> faults = new LinkedHashMap<>();
    boolean ends = layer.find(ENDS).isPresent();
    if (ends == layer.find(LENGTH).isPresent()) {
      faults.put(LENGTH, ends ? "means nothing beside ends" : "is missing: give ends or duration");
    } else if (layer.find(STARTS).isPresent() && layer.find(REASON).isPresent()) {
      together(layer, faults);
    }
    return faults;
  }

  private static void together(Layer layer, Map<String, String> faults) {
    try {
      FreezePlan.of("new", settings(layer), ZoneOffset.UTC)
          .faultOfRecurrence()
          .ifPresent(fault -> faults.put(RECURRENCE, fault));
    } catch (IllegalArgumentException e) {
      faults.put(layer.find(ENDS).isPresent() ? ENDS : LENGTH, e.getMessage());
    }
  }

  private static Settings settings(Layer layer) {
    Map<String, String> values = new LinkedHashMap<>();
    layer.values().forEach((key, value) -> values.put(key, value.text()));
    values.computeIfPresent(LENGTH, (key, text) -> Durations.parse(text).toString());
    return new Settings(values);
  }

  private static ValueType checked(String label, String option) {
    return new ValueType(
        label,
        text -> {
          if (text.isEmpty()) {
            throw new IllegalArgumentException("has no value");
          }
          FreezePlan.check(option, text);
          return text;
        });
  }
}
