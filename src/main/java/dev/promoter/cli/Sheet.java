package dev.promoter.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Takes what a command prints for somebody elsewhere. */
public final class Sheet extends PrintStream {
  private final ByteArrayOutputStream bytes;
  private final boolean coloured;

  /**
   * An empty one.
   *
   * @param coloured whether it will be shown on a terminal
   */
  public Sheet(boolean coloured) {
    this(new ByteArrayOutputStream(), coloured);
  }

  private Sheet(ByteArrayOutputStream bytes, boolean coloured) {
    super(bytes, false, StandardCharsets.UTF_8);
    this.bytes = bytes;
    this.coloured = coloured;
  }

  boolean coloured() {
    return coloured;
  }

  /** What was printed. */
  public String text() {
    flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
