package dev.promoter.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/**
 * Colours for a terminal, or none. Every text passes through here on its way to a person, so that
 * what an outside system wrote cannot steer the terminal.
 */
final class Paint {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069&&[^\t]]+");

  private final boolean on;

  Paint(boolean on) {
    this.on = on;
  }

  /** Colours only on a terminal, and not if the person refuses them (https://no-color.org). */
  static Paint of(PrintStream out, Map<String, String> environment) {
    return new Paint(ansi(out, environment).enabled());
  }

  static Ansi ansi(PrintStream out, Map<String, String> environment) {
    if (out instanceof Sheet sheet) {
      return sheet.coloured() ? Ansi.ON : Ansi.OFF;
    }
    boolean refused =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return refused || out != System.out ? Ansi.OFF : Ansi.AUTO;
  }

  String strong(String text) {
    return wrap("1", text);
  }

  String good(String text) {
    return wrap("32", text);
  }

  String open(String text) {
    return wrap("33", text);
  }

  String bad(String text) {
    return wrap("31", text);
  }

  private String wrap(String code, String text) {
    String clean = printable(text);
    return on ? "\u001b[" + code + "m" + clean + "\u001b[0m" : clean;
  }

  /** The text on one line, with nothing in it that a terminal would obey. */
  static String printable(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}
