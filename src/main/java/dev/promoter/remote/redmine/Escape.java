package dev.promoter.remote.redmine;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes foreign text harmless in both formattings: whatever could be markup, a mention or the end
 * of a cell becomes a numeric character reference, which all of them show as the character (seen on
 * Redmine 5.0.4 with Textile, Redcarpet and CommonMark).
 */
final class Escape {
  private static final int LONGEST = 300;
  private static final Pattern BLANK =
      Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  /** Addresses that neither formatting can take for something else are left clickable. */
  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile(
          "https?://[A-Za-z0-9](?:[A-Za-z0-9/.:?=&%]|(?<=[A-Za-z0-9])[-_#](?=[A-Za-z0-9]))*");

  private static final String HARMLESS = " .,/:()";

  private Escape() {}

  /** One line of text for a cell or a list. */
  static String text(String foreign) {
    String line = BLANK.matcher(foreign).replaceAll(" ").strip();
    String shown = line.length() <= LONGEST ? line : shortened(line);
    StringBuilder safe = new StringBuilder(shown.length() + 16);
    for (String word : shown.split(" ", -1)) {
      if (!safe.isEmpty()) {
        safe.append(' ');
      }
      safe.append(PLAIN_ADDRESS.matcher(word).matches() ? word : word(word));
    }
    return safe.toString();
  }

  private static String shortened(String line) {
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "...";
  }

  private static String word(String word) {
    StringBuilder safe = new StringBuilder(word.length() + 16);
    for (int at = 0; at < word.length(); ) {
      int character = word.codePointAt(at);
      int next = at + Character.charCount(character);
      if (harmless(word, at, character, next)) {
        safe.appendCodePoint(character);
      } else {
        safe.append("&#").append(character).append(';');
      }
      at = next;
    }
    return safe.toString();
  }

  private static boolean harmless(String word, int at, int character, int next) {
    if (Character.isLetterOrDigit(character) || HARMLESS.indexOf(character) >= 0) {
      return true;
    }
    // Run names are full of these; between letters and digits they are no markup.
    return (character == '-' || character == '_')
        && at > 0
        && next < word.length()
        && isPlain(word.charAt(at - 1))
        && isPlain(word.charAt(next));
  }

  private static boolean isPlain(char character) {
    return character < 128 && Character.isLetterOrDigit(character);
  }

  /** An address that ends neither a link nor a cell. */
  static String address(URI uri) {
    StringBuilder safe = new StringBuilder();
    for (byte one : uri.toASCIIString().getBytes(StandardCharsets.US_ASCII)) {
      char character = (char) one;
      if (isPlain(character) || "/.:?=&%#_-+".indexOf(character) >= 0) {
        safe.append(character);
      } else {
        safe.append('%').append("%02X".formatted((int) character));
      }
    }
    return safe.toString();
  }
}
