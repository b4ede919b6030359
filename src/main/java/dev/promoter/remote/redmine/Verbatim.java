package dev.promoter.remote.redmine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Shows a foreign text of many lines as it is: nothing in it is read as markup. */
final class Verbatim {
  /** Some databases of trackers keep no more than 64 KiB in a field; bytes, not characters. */
  private static final int MOST = 15_000;

  private Verbatim() {}

  /** A heading and the text below it; the end of a text that is too long is left out, and said. */
  static String of(Formatting formatting, String heading, String text) {
    String shown = harmless(shortened(Lines.unix(text).strip()));
    if (formatting == Formatting.TEXTILE) {
      return "h3. %s\n\n<pre>\n%s\n</pre>".formatted(heading, shown);
    }
    String fence = "`".repeat(longestRun(shown) + 3);
    return "### %s\n\n%s\n%s\n%s".formatted(heading, fence, shown, fence);
  }

  /** What would end the block, or be taken for a marker of ours, is broken by a blank. */
  private static String harmless(String text) {
    return text.lines()
        .map(line -> line.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}&&[^\\t]]", " "))
        .map(line -> line.replaceAll("(?i)<(?=/?\\s*pre|!--)", "< "))
        .collect(Collectors.joining("\n"));
  }

  private static String shortened(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    int end = text.lastIndexOf('\n', MOST);
    return text.substring(0, end < 0 ? MOST : end)
        + "\n\n(the rest is left out here; promoter release-notes prints all)";
  }

  private static int longestRun(String text) {
    return Arrays.stream(text.split("[^`]+")).mapToInt(String::length).max().orElse(0);
  }
}
