package dev.promoter.remote.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry wants to see before it answers (RFC 9110, section 11.6.1).
 *
 * @param scheme in lower case, for example {@code bearer}
 * @param parameters by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  /** A scheme or a parameter; commas between them say nothing about which of both it is. */
  private static final Pattern PIECE =
      Pattern.compile(
          "\\G[\\s,]*(?:(%s)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(%s))|(%s))"
              .formatted(TOKEN, TOKEN, TOKEN));

  private static final int LONGEST = 16 * 1024;

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** The challenges in the values of the header; what cannot be read ends the value. */
  static List<Challenge> parse(List<String> values) {
    List<Challenge> found = new ArrayList<>();
    for (String value : values) {
      String scheme = "";
      Map<String, String> parameters = new LinkedHashMap<>();
      Matcher piece = PIECE.matcher(value.substring(0, Math.min(value.length(), LONGEST)));
      while (piece.find()) {
        if (piece.group(4) != null) {
          add(found, scheme, parameters);
          scheme = piece.group(4).toLowerCase(Locale.ROOT);
          parameters = new LinkedHashMap<>();
        } else {
          String plain = piece.group(3) == null ? unquoted(piece.group(2)) : piece.group(3);
          parameters.putIfAbsent(piece.group(1).toLowerCase(Locale.ROOT), plain);
        }
      }
      add(found, scheme, parameters);
    }
    return found;
  }

  private static void add(List<Challenge> found, String scheme, Map<String, String> parameters) {
    if (!scheme.isEmpty()) {
      found.add(new Challenge(scheme, parameters));
    }
  }

  private static String unquoted(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /** The scopes it names, which may be several with blanks between them. */
  Optional<Scope> scope() {
    return parameter("scope").map(scopes -> new Scope(List.of(scopes.strip().split("\\s+"))));
  }
}
