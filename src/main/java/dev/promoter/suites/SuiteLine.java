package dev.promoter.suites;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One suite of a release as operators write it, with what differs from the settings of the release:
 * {@code rados: subset=111/120000 priority=110 lead=yuri} (contract ceph.md sections 1 and 3).
 *
 * @param suite its name, with {@code /} before a slice
 * @param options option to text, in the order of {@link #OPTIONS}
 * @param faults what is wrong, as sentences; a line with any must not be used
 */
public record SuiteLine(String suite, Map<String, String> options, List<String> faults) {
  /** Everything that a line may say, in the order in which it is shown. */
  public static final List<String> OPTIONS =
      List.of("subset", "priority", "machine_type", "kernel", "flavor", "lead");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_/:-]+");
  private static final Pattern AROUND_SIGN = Pattern.compile("\\s*[=:]\\s*");
  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
  private static final Pattern SUBSET = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
  private static final Pattern PRIORITY = Pattern.compile("\\d{1,6}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");
  private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+-]*");
  private static final Map<String, UnaryOperator<String>> READERS =
      Map.of(
          "subset", SuiteLine::subset,
          "priority", SuiteLine::priority,
          "machine_type", SuiteLine::plain,
          "kernel", SuiteLine::plain,
          "flavor", SuiteLine::plain,
          "lead", SuiteLine::person);

  public SuiteLine {
    options = Map.copyOf(options);
    faults = List.copyOf(faults);
  }

  /**
   * Reads a name and what stands behind it. Options are separated by blanks or commas, and {@code
   * =} or {@code :} stands between their name and value.
   */
  public static SuiteLine read(String name, String words) {
    List<String> faults = new ArrayList<>();
    if (!isName(name)) {
      faults.add(
          "'"
              + abridged(name)
              + "' is no name of a suite: letters, digits, '_', '-', and '/'"
              + " before a slice are allowed");
    }
    Map<String, String> options = new LinkedHashMap<>();
    String even = AROUND_SIGN.matcher(words.strip()).replaceAll("=");
    for (String word : BETWEEN.split(even, -1)) {
      if (!word.isEmpty()) {
        option(name, word, options, faults);
      }
    }
    return new SuiteLine(name.replace(':', '/'), options, faults);
  }

  /**
   * Whether a program can be given this name of a suite: nothing that a shell obeys, that looks
   * like an option, or that leaves the directory of the suites.
   */
  public static boolean isName(String name) {
    String path = name.replace(':', '/');
    return NAME.matcher(name).matches()
        && !path.startsWith("-")
        && !path.startsWith("/")
        && !path.endsWith("/")
        && !path.contains("//");
  }

  private static void option(
      String suite, String word, Map<String, String> options, List<String> faults) {
    int sign = word.indexOf('=');
    String option = sign < 0 ? word : word.substring(0, sign);
    UnaryOperator<String> reader = READERS.get(option);
    if (sign < 0 || reader == null) {
      faults.add(notUnderstood(suite, word, sign < 0));
      return;
    }
    try {
      if (options.put(option, reader.apply(word.substring(sign + 1))) != null) {
        faults.add(option + " is given twice");
      }
    } catch (IllegalArgumentException e) {
      faults.add(option + ": " + e.getMessage());
    }
  }

  private static String notUnderstood(String suite, String word, boolean alone) {
    String slice =
        alone && isName(suite + "/" + word)
            ? "; a slice is written " + abridged(suite + "/" + word)
            : "";
    return "'%s' is not understood; a suite may have %s, each as name=value%s"
        .formatted(abridged(word), String.join(", ", OPTIONS), slice);
  }

  private static String subset(String text) {
    Matcher matcher = SUBSET.matcher(text);
    if (!matcher.matches()
        || Long.parseLong(matcher.group(1)) >= Long.parseLong(matcher.group(2))) {
      throw fault(text, "is not a part such as 111/120000, which counts from 0");
    }
    return text;
  }

  private static String priority(String text) {
    if (!PRIORITY.matcher(text).matches() || Integer.parseInt(text) < 1) {
      throw fault(text, "is not a whole number from 1 to 999999");
    }
    return Integer.toString(Integer.parseInt(text));
  }

  private static String plain(String text) {
    if (!PLAIN.matcher(text).matches()) {
      throw fault(text, "is not a plain name (letters, digits, '.', '_', '+', '-')");
    }
    return text;
  }

  private static String person(String text) {
    if (!PERSON.matcher(text).matches()) {
      throw fault(text, "is not the name of a person, in one word");
    }
    return text;
  }

  private static IllegalArgumentException fault(String text, String complaint) {
    return new IllegalArgumentException(
        text.isEmpty() ? "has no value" : "'" + abridged(text) + "' " + complaint);
  }

  private static String abridged(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
