package dev.promoter.remote.redmine;

/** Line ends: the server turns those of descriptions into CR LF and leaves those of notes alone. */
final class Lines {
  private Lines() {}

  static String unix(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  static String network(String text) {
    return unix(text).replace("\n", "\r\n");
  }

  static boolean same(String one, String other) {
    return unix(one).equals(unix(other));
  }
}
