package dev.promoter.web;

/**
 * Who asks.
 *
 * @param name the name of the token; empty without one
 * @param role what the token allows
 */
public record Person(String name, Role role) {
  /** Somebody without a token. */
  public static final Person NOBODY = new Person("", Role.NOBODY);

  /** Whether a token was shown. */
  public boolean known() {
    return !name.isEmpty();
  }
}
