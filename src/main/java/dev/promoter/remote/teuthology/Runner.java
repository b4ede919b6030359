package dev.promoter.remote.teuthology;

import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the program runs.
 *
 * @param command its name or path, and its first words; {@code ssh host teuthology-suite} elsewhere
 * @param limit how long one order may take
 */
record Runner(List<String> command, Duration limit) {
  private static final String SSH = "ssh";

  Runner {
    command = List.copyOf(command);
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw new IllegalArgumentException("the program teuthology_suite has no name");
    }
  }

  static Runner of(Release release) {
    Settings settings = release.settings();
    return new Runner(
        List.of(settings.get("teuthology_suite").strip().split("\\s+")),
        Duration.parse(settings.get("teuthology_timeout")));
  }

  /** Whether the program runs on another host, where it goes on when the connection is lost. */
  boolean elsewhere() {
    String name = command.get(0);
    return name.substring(name.lastIndexOf('/') + 1).equals(SSH);
  }

  /** The whole command as words for this host. */
  List<String> words(List<String> arguments) {
    if (!elsewhere()) {
      return Stream.concat(command.stream(), arguments.stream()).toList();
    }
    // Nobody is there to answer a question.
    List<String> words = new ArrayList<>(List.of(command.get(0), "-o", "BatchMode=yes"));
    words.addAll(List.of("-o", "ConnectTimeout=20"));
    words.addAll(command.subList(1, command.size()));
    // ssh joins its words with blanks and hands them to the shell there.
    arguments.forEach(word -> words.add(quoted(word)));
    return words;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
