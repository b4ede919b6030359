package dev.promoter.config;

import dev.promoter.domain.Booleans;
import dev.promoter.domain.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A kind of value: how operators call it and how its text is checked.
 *
 * @param label for the reference page
 * @param reader gives the text in its settled form, or throws an IllegalArgumentException with a
 *     sentence for the operator, which never repeats an address (it may hold a password)
 */
record ValueType(String label, UnaryOperator<String> reader) {
  private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
  private static final Pattern HOST_FORM =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern SECRET_FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ENDPOINT_FORM = Pattern.compile("[A-Za-z0-9._~/+-]*");
  private static final Pattern USER_FORM =
      Pattern.compile("[^\\s:/@\\p{Cntrl}-][^\\s:/@\\p{Cntrl}]*");
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern NAMESPACE_FORM = Pattern.compile(PART + "(?:/" + PART + ")*");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
  private static final Map<String, String> LEVELS =
      Map.of(
          "TRACE",
          "TRACE",
          "DEBUG",
          "DEBUG",
          "INFO",
          "INFO",
          "WARN",
          "WARN",
          "WARNING",
          "WARN",
          "ERROR",
          "ERROR",
          "CRITICAL",
          "ERROR");

  static final ValueType TEXT = new ValueType("text", ValueType::notEmpty);
  static final ValueType ANY_TEXT = new ValueType("text, may be empty", UnaryOperator.identity());
  static final ValueType NAME =
      form("name", NAME_FORM, "is not a plain name (letters, digits, '.', '_', '+', '-')");
  static final ValueType HOST = form("host name", HOST_FORM, "is not a host name");
  static final ValueType SECRET =
      form("name of a secret", SECRET_FORM, "is not the name of a secret (letters, digits, '_')");
  static final ValueType USER =
      form("name of a user", USER_FORM, "is not the name of a user (no blank, ':', '/' or '@')");
  static final ValueType ENDPOINT =
      form("path, may be empty", ENDPOINT_FORM, "is not the path of an address");
  static final ValueType NAMESPACE =
      form(
          "namespace of a registry",
          NAMESPACE_FORM,
          "is not a namespace (lower-case letters and digits, joined by . _ - or /)");
  static final ValueType NAME_LIST = new ValueType("list of names", ValueType::names);
  static final ValueType URL = new ValueType("http(s) address", ValueType::url);
  static final ValueType BASE_URL = new ValueType("http(s) address", ValueType::baseUrl);

  /** An address that nothing is appended to but what the protocol says. */
  static final ValueType ORIGIN =
      new ValueType("http(s) address without a path", ValueType::origin);

  static final ValueType BOOLEAN = new ValueType("yes or no", ValueType::yesOrNo);
  static final ValueType COUNT = new ValueType("number from 1", text -> number(text, 1, 999999999));
  static final ValueType REQUESTS =
      new ValueType("number from 1 to 64", text -> number(text, 1, 64));
  static final ValueType COUNT_OR_ZERO =
      new ValueType("number from 0", text -> number(text, 0, 999999999));
  static final ValueType PORT = new ValueType("port number", text -> number(text, 1, 65535));
  static final ValueType DURATION = new ValueType("length of time", ValueType::duration);
  static final ValueType SCHEDULE = new ValueType("interval or cron", ValueType::schedule);
  static final ValueType LEVEL = new ValueType("log level", ValueType::level);
  static final ValueType PATH = new ValueType("path", ValueType::path);

  /** Relative ones are meant from the configuration directory. */
  static final ValueType FILE =
      new ValueType("path, from the configuration directory", ValueType::path);

  static final ValueType ABSOLUTE = new ValueType("absolute path", ValueType::absolute);
  static final ValueType FILE_NAMES = new ValueType("list of file names", ValueType::fileNames);
  static final ValueType ZONE = new ValueType("time zone", ValueType::zone);
  static final ValueType JDBC = new ValueType("JDBC URL", ValueType::jdbc);

  /** One of a few words. */
  static ValueType oneOf(String... words) {
    List<String> known = List.of(words);
    return new ValueType(
        "one of " + String.join(", ", words),
        text -> {
          if (!known.contains(text)) {
            throw fault(text, "is not one of " + String.join(", ", known));
          }
          return text;
        });
  }

  /** Some of a few words, separated by commas; settled without blanks. */
  static ValueType someOf(String... words) {
    Set<String> known = Set.of(words);
    return new ValueType(
        "list of " + String.join(", ", words),
        text -> {
          List<String> given = new ArrayList<>();
          for (String word : parts(text)) {
            if (!known.contains(word)) {
              throw fault(word, "is not known" + Nearest.hint(word, List.of(words)));
            }
            if (given.contains(word)) {
              throw fault(word, "is listed twice");
            }
            given.add(word);
          }
          return String.join(",", given);
        });
  }

  static ValueType form(String label, Pattern pattern, String complaint) {
    return new ValueType(
        label,
        text -> {
          if (!pattern.matcher(text).matches()) {
            throw fault(text, complaint);
          }
          return text;
        });
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("has no value");
    }
    return text;
  }

  private static String yesOrNo(String text) {
    notEmpty(text);
    try {
      Booleans.parse(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + Problems.abridged(text) + "' is neither yes nor no (true, false, on, off, 1, 0)",
          e);
    }
  }

  private static String url(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
        throw new IllegalArgumentException(
            "must not hold a user name or password; put passwords in a secret");
      }
      if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
        throw new IllegalArgumentException("is not an address like https://host/path");
      }
      return text;
    } catch (URISyntaxException e) {
      // Neither the text nor the cause may be shown: it can hold a password.
      throw new IllegalArgumentException("is not an address like https://host/path");
    }
  }

  private static String baseUrl(String text) {
    URI uri = URI.create(url(text));
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "must not hold '?' or '#'; paths are appended to this address");
    }
    return text.replaceAll("/+$", "");
  }

  private static String origin(String text) {
    String base = baseUrl(text);
    String path = URI.create(base).getRawPath();
    if (path != null && !path.isEmpty()) {
      throw new IllegalArgumentException(
          "must be a host and perhaps a port, without a path; see namespace");
    }
    return base;
  }

  private static String names(String text) {
    List<String> names = parts(text).stream().map(NAME.reader()).toList();
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw fault(name, "is listed twice");
      }
    }
    return String.join(",", names);
  }

  /** What stands between the commas of a list, without the blanks around it; never nothing. */
  static List<String> parts(String text) {
    List<String> parts = Arrays.stream(notEmpty(text).split(",", -1)).map(String::strip).toList();
    if (parts.contains("")) {
      throw fault(text, "has a comma too many: nothing stands before or behind one");
    }
    return parts;
  }

  static String number(String text, int least, int most) {
    boolean digits = DIGITS.matcher(text).matches();
    if (!digits || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
      throw fault(text, "is not a whole number from " + least + " to " + most);
    }
    return Integer.toString(Integer.parseInt(text));
  }

  private static String duration(String text) {
    Durations.parse(text);
    return text;
  }

  private static String schedule(String text) {
    Schedules.parse(text);
    return text;
  }

  private static String level(String text) {
    String level = LEVELS.get(text.toUpperCase(Locale.ROOT));
    if (level == null) {
      throw fault(text, "is not a log level (TRACE, DEBUG, INFO, WARN, ERROR)");
    }
    return level;
  }

  private static String path(String text) {
    notEmpty(text);
    if (text.startsWith("~") && !text.equals("~") && !text.startsWith("~/")) {
      throw fault(text, "begins with the home of another user; only '~/' is understood");
    }
    // Throws an IllegalArgumentException for names that the platform cannot represent.
    return Path.of(text).toString();
  }

  /** A place on another machine, too, so its form is that of POSIX whatever this platform is. */
  private static String absolute(String text) {
    boolean climbs = List.of(text.split("/")).contains("..");
    boolean control = text.chars().anyMatch(Character::isISOControl);
    if (!text.startsWith("/") || climbs || control) {
      throw fault(text, "is not a full path (begins with '/', without '..')");
    }
    String joined = text.replaceAll("/+", "/");
    return joined.length() > 1 && joined.endsWith("/")
        ? joined.substring(0, joined.length() - 1)
        : joined;
  }

  private static String fileNames(String text) {
    List<String> names = parts(text);
    for (String name : names) {
      boolean control = name.chars().anyMatch(Character::isISOControl);
      if (name.isEmpty() || name.contains("/") || name.matches("\\.\\.?") || control) {
        throw fault(name, "is not the plain name of a file");
      }
    }
    return String.join(",", names);
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + Problems.abridged(text) + "' is not a time zone such as UTC or Europe/Prague", e);
    }
  }

  private static String jdbc(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (folded.contains("password=")) {
      throw new IllegalArgumentException(
          "must not hold a password; put it in the secret DATABASE_PASSWORD");
    }
    if (!folded.startsWith("jdbc:h2:") && !folded.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("begins neither with jdbc:h2: nor with jdbc:postgresql:");
    }
    boolean onDisk = folded.startsWith("jdbc:h2:") && !folded.startsWith("jdbc:h2:mem:");
    if (onDisk && !folded.contains(";write_delay=0")) {
      throw new IllegalArgumentException(
          "lacks ';WRITE_DELAY=0', without which H2 forgets promotions when the daemon is killed");
    }
    return text;
  }

  static IllegalArgumentException fault(String text, String complaint) {
    return new IllegalArgumentException(
        text.isEmpty() ? "has no value" : "'" + Problems.abridged(text) + "' " + complaint);
  }
}
