package dev.promoter.remote.redmine;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a description that is ours, between two marker lines. The markers are comments, which
 * Textile and CommonMark do not show. What stands before and after them is never changed, not even
 * its line ends.
 *
 * @param before what people wrote above
 * @param begin the marker line, without its line end; empty when the description has no block
 * @param inside what stands between the markers
 * @param after what people wrote below
 */
record Block(String before, String begin, String inside, String after) {
  private static final Pattern BEGIN =
      Pattern.compile("<!-- promoter:begin (\\S+) (\\S+) (\\S+) ([0-9a-f]{16}) (\\S+) -->");

  /** The place where the markers of a key are not one pair in order. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String sentence) {
      super(sentence, null, false, false);
    }
  }

  private record Place(int start, int end) {}

  /** Finds the block of a key. */
  static Block find(String description, String key) throws Broken {
    List<Place> begins = lines(description, "promoter:begin", key);
    List<Place> ends = lines(description, "promoter:end", key);
    if (begins.isEmpty() && ends.isEmpty()) {
      return new Block(description, "", "", "");
    }
    if (begins.size() != 1 || ends.size() != 1 || ends.get(0).start < begins.get(0).end) {
      throw new Broken(
          "the marker lines of '%s' in the description are not one beginning and one end (%d and %d were found); put them right or delete them all"
              .formatted(key, begins.size(), ends.size()));
    }
    Place begin = begins.get(0);
    Place end = ends.get(0);
    return new Block(
        description.substring(0, begin.start),
        description.substring(begin.start, begin.end),
        description.substring(begin.end, end.start),
        description.substring(end.end));
  }

  private static List<Place> lines(String text, String word, String key) {
    Matcher matcher =
        Pattern.compile("<!-- " + word + " " + Pattern.quote(key) + "(?: [^\\r\\n]*?)?-->")
            .matcher(text);
    List<Place> places = new ArrayList<>();
    while (matcher.find()) {
      places.add(new Place(matcher.start(), matcher.end()));
    }
    return places;
  }

  boolean absent() {
    return begin.isEmpty();
  }

  /** Whether it holds this text, untouched. */
  boolean holds(Stamp stamp, String content) {
    String hash = stamp.hash(content);
    return marker().filter(found -> found.group(4).equals(hash)).isPresent()
        && stamp.hash(inside).equals(hash);
  }

  /** When the facts in it were read; empty when nobody can tell. */
  Optional<Instant> asOf() {
    try {
      return marker().map(found -> Instant.parse(found.group(5)));
    } catch (DateTimeParseException edited) {
      return Optional.empty();
    }
  }

  private Optional<Matcher> marker() {
    Matcher matcher = BEGIN.matcher(begin.strip());
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  /** The whole description with another text in the block, at its place or else at the end. */
  String with(Stamp stamp, String content) {
    String block =
        Lines.network(
            "<!-- promoter:begin %s %s %s %s %s -->\n\n%s\n\n<!-- promoter:end %s -->"
                .formatted(
                    stamp.key(),
                    stamp.version(),
                    stamp.sha1(),
                    stamp.hash(content),
                    stamp.asOf(),
                    content.strip(),
                    stamp.key()));
    if (!absent()) {
      return before + block + after;
    }
    return before + gap() + block + "\r\n";
  }

  private String gap() {
    String unix = Lines.unix(before);
    if (unix.isEmpty() || unix.endsWith("\n\n")) {
      return "";
    }
    return unix.endsWith("\n") ? "\r\n" : "\r\n\r\n";
  }
}
