package dev.promoter.remote.program;

import dev.promoter.engine.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One run of a program, and what is needed to explain to people why it failed.
 *
 * @param system the name of the outside system, for example {@code git}
 * @param action what is tried, as in "tried to {action}"
 * @param words the program and its arguments as they are; no secret may be among them, since
 *     everybody on the host can read them
 * @param environment variables in addition to the few that every program gets
 * @param limit how long it may run
 * @param maxOutput how many bytes of each of its two outputs are kept
 */
public record Command(
    String system,
    String action,
    List<String> words,
    Map<String, String> environment,
    Duration limit,
    int maxOutput) {
  private static final int SHOWN = 300;
  private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    if (words.isEmpty() || words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("a program needs a name, and no word may hold a NUL");
    }
  }

  /**
   * A fault of this run.
   *
   * @param reason as in "but failed because {reason}"
   * @param retryable whether the same run may succeed later
   */
  public RemoteException fault(String reason, boolean retryable) {
    String line = shown(String.join(" ", words), false);
    return RemoteException.of(system, action, line, reason, 0, retryable);
  }

  /** The end of an output on one line: programs say at the end why they failed. */
  public static String end(String output) {
    return shown(output, true);
  }

  private static String shown(String text, boolean end) {
    int from = end ? Math.max(0, text.length() - 10 * SHOWN) : 0;
    int to = end ? text.length() : Math.min(text.length(), 10 * SHOWN);
    String line = BLANK.matcher(text.substring(from, to)).replaceAll(" ").strip();
    if (line.length() <= SHOWN) {
      return line;
    }
    return end ? "..." + line.substring(line.length() - SHOWN) : line.substring(0, SHOWN) + "...";
  }
}
