package dev.promoter.web;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each role may also do what those before it may. */
public enum Role {
  /** Nothing but what is open to everybody. */
  NOBODY,
  /** Look. */
  VIEWER,
  /** Waive, hold, approve, have a round begin. */
  OPERATOR,
  /** Also what moves links without criteria or changes the program itself. */
  ADMIN;

  /** Whether this role is enough where another one is asked for. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** A role that a token can have. */
  public static Optional<Role> ofToken(String word) {
    for (Role role : values()) {
      if (role != NOBODY && role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** As files and people spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
