package dev.promoter.domain;

/** A password or token. Prints as stars wherever it is printed by accident. */
public final class Secret {
  private final String value;

  /** Wraps the text of a secret. */
  public Secret(String value) {
    this.value = value;
  }

  /** The text itself, for the one place that sends it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
