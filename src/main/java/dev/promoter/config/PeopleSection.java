package dev.promoter.config;

import static dev.promoter.config.ValueType.DURATION;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The section {@code [people]}. */
final class PeopleSection {
  static final String NAME = "people";

  private static final String NO_LIMIT = "none";
  private static final String MAXIMUM = "waiver_maximum";
  private static final String WARNING = "waiver_warning";

  static final List<Key> KEYS =
      List.of(
          Key.of(
                  MAXIMUM,
                  new ValueType("length of time, or none", PeopleSection::limit),
                  "how long a waiver may last; with none even for ever")
              .or("90d"),
          Key.of(WARNING, DURATION, "how long before its end a waiver is pointed out").or("1d"));

  private PeopleSection() {}

  /**
   * The settings of the section.
   *
   * @param value the text of an option, be it given or the default
   */
  static PeopleSettings settings(Function<String, String> value) {
    String maximum = value.apply(MAXIMUM);
    return new PeopleSettings(
        maximum.equals(NO_LIMIT) ? Optional.empty() : Optional.of(Durations.parse(maximum)),
        Durations.parse(value.apply(WARNING)));
  }

  private static String limit(String text) {
    return text.equals(NO_LIMIT) ? text : DURATION.reader().apply(text);
  }
}
