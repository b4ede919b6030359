package dev.promoter.web.pages;

import java.util.List;

/**
 * The charts of a page. Each says in its label what it shows; the page has the numbers as a table.
 */
final class Charts {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 180;
  private static final int LEFT = 44;
  private static final int BOTTOM = 24;
  private static final int TOP = 10;
  private static final int ROW = 22;
  private static final int NAMES = 250;
  private static final int LONGEST_NAME = 38;

  private Charts() {}

  /** One value with its name, and how the value is written. */
  record Value(String name, double value, String written) {}

  /** A point in a field: both between 0 and 1, with what it stands for. */
  record Point(double x, double y, String title) {}

  /** Columns next to each other, such as one a week. */
  static String columns(String label, List<Value> values) {
    Svg svg = Svg.image(WIDTH, HEIGHT, "chart", label);
    double most = values.stream().mapToDouble(Value::value).max().orElse(0);
    axis(svg, most == 0 ? "0" : Svg.number(most));
    double step = (double) (WIDTH - LEFT) / Math.max(1, values.size());
    int every = Math.max(1, (values.size() + 11) / 12);
    for (int i = 0; i < values.size(); i++) {
      Value one = values.get(i);
      double height = most == 0 ? 0 : (HEIGHT - BOTTOM - TOP) * one.value() / most;
      double x = LEFT + i * step;
      svg.bar(
          "bar",
          x + step * 0.12,
          HEIGHT - BOTTOM - height,
          step * 0.76,
          height,
          one.name() + ": " + one.written());
      if (i % every == 0) {
        svg.text("mid", x + step / 2, HEIGHT - 8, one.name());
      }
    }
    return svg.end();
  }

  /** Points over time. */
  static String points(
      String label, String highest, List<Point> points, String first, String last) {
    Svg svg = Svg.image(WIDTH, HEIGHT, "chart", label);
    axis(svg, highest);
    for (Point point : points) {
      svg.dot(
          "dot",
          LEFT + 4 + point.x() * (WIDTH - LEFT - 8),
          HEIGHT - BOTTOM - point.y() * (HEIGHT - BOTTOM - TOP),
          3,
          point.title());
    }
    svg.text("start", LEFT, HEIGHT - 8, first);
    svg.text("end", WIDTH, HEIGHT - 8, last);
    return svg.end();
  }

  /** Bars below each other, each with its name. */
  static String rows(String label, List<Value> values) {
    Svg svg = Svg.image(WIDTH, Math.max(1, values.size()) * ROW + 4, "chart", label);
    double most = values.stream().mapToDouble(Value::value).max().orElse(0);
    int room = WIDTH - NAMES - 130;
    for (int i = 0; i < values.size(); i++) {
      Value one = values.get(i);
      double length = most == 0 ? 0 : room * one.value() / most;
      svg.text("end", NAMES - 8, i * ROW + 16, cut(one.name()));
      svg.bar(
          "bar",
          NAMES,
          i * ROW + 5,
          Math.max(1, length),
          ROW - 8,
          one.name() + ": " + one.written());
      svg.text("start", NAMES + length + 6, i * ROW + 16, one.written());
    }
    return svg.end();
  }

  private static void axis(Svg svg, String highest) {
    svg.path("axis", "M%d %dH%d".formatted(LEFT, HEIGHT - BOTTOM, WIDTH));
    svg.text("end", LEFT - 6, HEIGHT - BOTTOM, "0");
    svg.text("end", LEFT - 6, TOP + 8, highest);
  }

  /** The end tells jobs of one family apart, so the middle goes. */
  private static String cut(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    int half = (LONGEST_NAME - 1) / 2;
    return name.substring(0, half) + "…" + name.substring(name.length() - half);
  }
}
