package dev.promoter.remote.teuthology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the program runs.
 *
 * @param program its name or path there
 * @param host the host that is reached by ssh, {@code user@host}; empty for this one
 * @param limit how long one order may take
 */
public record Runner(String program, Optional<String> host, Duration limit) {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9_][A-Za-z0-9_.-]*");

  /**
   * Checks the host.
   *
   * @throws IllegalArgumentException when it could be taken for something else
   */
  public Runner {
    if (program.isBlank()) {
      throw new IllegalArgumentException("the program teuthology_suite has no name");
    }
    host.filter(name -> !HOST.matcher(name).matches())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("'" + name + "' is not user@host");
            });
  }

  /** The whole command as words for this host. */
  List<String> words(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(arguments);
    if (host.isEmpty()) {
      return words;
    }
    // ssh joins its words with blanks and hands them to the shell there.
    String line = words.stream().map(Runner::quoted).collect(Collectors.joining(" "));
    return List.of("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "--", host.get(), line);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
