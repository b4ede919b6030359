package dev.promoter.domain;

import java.util.regex.Pattern;

/** The checks that the compact constructors share. */
final class Checks {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]+");

  private Checks() {}

  static void notBlank(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " is empty");
    }
  }

  static void hex(String value, int length, String what) {
    if (value.length() != length || !HEX.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what + " is not " + length + " lower-case hexadecimal digits: '" + abridged(value) + "'");
    }
  }

  static void token(String value, String what) {
    if (!TOKEN.matcher(value).matches()) {
      throw new IllegalArgumentException(what + " is not a plain word: '" + abridged(value) + "'");
    }
  }

  private static String abridged(String value) {
    return value.length() <= 60 ? value : value.substring(0, 60) + "...";
  }
}
