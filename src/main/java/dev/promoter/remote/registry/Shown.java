package dev.promoter.remote.registry;

/** Foreign text in messages: on one line, and cut. */
final class Shown {
  private static final int LONGEST = 80;

  private Shown() {}

  static String briefly(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
