package dev.promoter.web.pages;

import java.util.Locale;

/** Builds one SVG image; every text in it is escaped here. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  private Svg(int width, int height, String style, String label) {
    text.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"".formatted(width, height));
    text.append(" class=\"%s\" role=\"img\" aria-label=\"%s\">".formatted(style, escape(label)));
  }

  /** An image that says the same in words. */
  static Svg image(int width, int height, String style, String label) {
    return new Svg(width, height, style, label);
  }

  Svg path(String style, String commands) {
    text.append("<path class=\"%s\" d=\"%s\"/>".formatted(style, commands));
    return this;
  }

  /** A bar that shows a text when it is pointed at. */
  Svg bar(String style, double x, double y, double width, double height, String title) {
    text.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
            .formatted(style, number(x), number(y), number(width), number(height), escape(title)));
    return this;
  }

  /** A dot that shows a text when it is pointed at. */
  Svg dot(String style, double x, double y, double radius, String title) {
    text.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s</title></circle>"
            .formatted(style, number(x), number(y), number(radius), escape(title)));
    return this;
  }

  /** A text; the style says at which of its ends it is anchored. */
  Svg text(String style, double x, double y, String words) {
    text.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, number(x), number(y), escape(words)));
    return this;
  }

  String end() {
    return text.append("</svg>").toString();
  }

  /** With at most one decimal, whatever the language of the machine. */
  static String number(double value) {
    String written = String.format(Locale.ROOT, "%.1f", value);
    return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
  }

  static String escape(String words) {
    StringBuilder safe = new StringBuilder(words.length() + 16);
    words.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  /** What XML cannot hold at all becomes a question mark. */
  private static void append(StringBuilder safe, int point) {
    switch (point) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      default -> {
        safe.appendCodePoint(isAllowed(point) ? point : '?');
      }
    }
  }

  private static boolean isAllowed(int point) {
    boolean half = point >= 0xD800 && point <= 0xDFFF;
    boolean control = point < ' ' && point != '\n' && point != '\t';
    return !half && !control && point != 0xFFFE && point != 0xFFFF;
  }
}
