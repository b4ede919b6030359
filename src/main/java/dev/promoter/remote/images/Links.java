package dev.promoter.remote.images;

import java.util.ArrayDeque;
import java.util.Deque;

/** The texts of links: full paths since 2020, before that the name alone. */
final class Links {
  private Links() {}

  /**
   * The path of an entry of a directory.
   *
   * @throws IllegalArgumentException for a name that would leave it
   */
  static String path(String directory, String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'" + name + "' is not the name of an entry");
    }
    return directory + "/" + name;
  }

  /** Whether two links in the same directory lead to the same place; empty text is no link. */
  static boolean same(String directory, String one, String other) {
    return (one.isEmpty() || other.isEmpty())
        ? one.equals(other)
        : destination(directory, one).equals(destination(directory, other));
  }

  /** Where a link in a directory leads to, by its text alone. */
  static String destination(String directory, String text) {
    String path = text.startsWith("/") ? text : directory + "/" + text;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /**
   * The last part of where a link leads to: the full hash, however the server calls the path. Empty
   * when there is no link.
   */
  static String hash(String directory, String text) {
    if (text.isEmpty()) {
      return "";
    }
    String destination = destination(directory, text);
    return destination.substring(destination.lastIndexOf('/') + 1);
  }
}
