package dev.promoter.web.pages;

import java.util.Map;

/** A link's state as a small image for other pages: what it is, and how it stands. */
final class Badge {
  /** White on each of these is readable, as WCAG AA asks. */
  private static final Map<String, String> COLOURS =
      Map.of("ok", "#1a7f37", "wait", "#57606a", "act", "#7d4e00", "bad", "#b3261e");

  private static final int LETTER = 7;
  private static final int PADDING = 10;
  private static final int HEIGHT = 20;

  private Badge() {}

  static String of(String title, String words, String tone) {
    int left = title.length() * LETTER + PADDING;
    int right = words.length() * LETTER + PADDING;
    String label = Svg.escape(title + ": " + words);
    String colour = COLOURS.getOrDefault(tone, "#57606a");
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" role="img" aria-label="%s">\
        <title>%s</title><rect width="%d" height="%d" rx="3" fill="#24292f"/>\
        <path d="M%d 0h%da3 3 0 0 1 3 3v%da3 3 0 0 1-3 3h-%dz" fill="%s"/>\
        <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\
        <text x="%s" y="14" textLength="%d">%s</text><text x="%s" y="14" textLength="%d">%s</text></g></svg>"""
        .formatted(
            left + right,
            HEIGHT,
            label,
            label,
            left + right,
            HEIGHT,
            left,
            right - 3,
            HEIGHT - 6,
            right - 3,
            colour,
            Svg.number(left / 2.0),
            left - PADDING,
            Svg.escape(title),
            Svg.number(left + right / 2.0),
            right - PADDING,
            Svg.escape(words));
  }
}
