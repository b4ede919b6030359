package dev.promoter.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Where the owner of an H2 file serves it, as written in the lock file.
 *
 * @param pid the owner; 0 while it is not known
 * @param port its loopback port; 0 while nothing is served
 * @param key what a client has to know; only who can read the lock file does
 */
record H2Address(long pid, int port, String key) {
  private static final H2Address NONE = new H2Address(0, 0, "");

  static H2Address read(Path lockFile) throws SQLException {
    try {
      return parse(LockFile.read(lockFile));
    } catch (IOException e) {
      throw new SQLException("its lock " + lockFile + " cannot be read", "58030", e);
    }
  }

  boolean isServed() {
    return port > 0;
  }

  String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + port + "/" + key;
  }

  String text() {
    return "%d %d %s%n".formatted(pid, port, key);
  }

  String title() {
    return pid == 0 ? "a process that has just begun" : "process " + pid;
  }

  /** A text that is not complete is one that is just being written. */
  private static H2Address parse(String text) {
    if (!text.endsWith("\n")) {
      return NONE;
    }
    String[] words = text.strip().split(" ", -1);
    try {
      return words.length == 3
          ? new H2Address(Long.parseLong(words[0]), Integer.parseInt(words[1]), words[2])
          : NONE;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }
}
