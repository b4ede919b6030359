package dev.promoter.remote.program;

import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program said, in a file. The program writes it itself, so it goes on when the process that
 * began it is killed, and a later process finds out how it ended.
 */
public final class Transcript {
  /** Positional parameters, so that no word is ever read by the shell. */
  private static final String WRAPPER =
      "trap '' INT HUP TERM; echo \"promoter: begun $$\"; \"$@\"; code=$?;"
          + " printf '\\npromoter: ended %s\\n' $code; exit $code";

  private static final Pattern FIRST = Pattern.compile("promoter: (\\S+) (.*)");
  private static final Pattern BEGUN = Pattern.compile("(?m)^promoter: begun (\\d{1,18})$");
  private static final Pattern ENDED = Pattern.compile("(?m)^promoter: ended (\\d{1,3})\\s*\\z");
  private static final int MOST = 32 * 1024 * 1024;

  /** A process of this number that is younger than this is another one. */
  private static final Duration START = Duration.ofMinutes(1);

  private final Path file;

  /** The transcript in a file, which need not be there. */
  public Transcript(Path file) {
    this.file = file;
  }

  /** How the program stands. */
  public sealed interface State {
    /** It was never begun. */
    record Absent() implements State {}

    /** It is at work, begun by this process or by another one. */
    record AtWork(Instant since) implements State {}

    /**
     * It came to its end.
     *
     * @param words the program and its arguments, with blanks between them
     * @param at when
     * @param exit its exit code
     * @param output what it wrote
     */
    record Ended(String words, Instant at, int exit, String output) implements State {}

    /** It was killed; {@code output} is what it had written by then. */
    record CutOff(Instant since, String output) implements State {}
  }

  /** Where it is, for people. */
  public Path file() {
    return file;
  }

  /**
   * How the program stands.
   *
   * @throws RemoteException when the file cannot be read
   */
  public State state() {
    State seen = state(text());
    // One that is gone may have written its last line after we read.
    return seen instanceof State.CutOff ? state(text()) : seen;
  }

  private State state(String text) {
    int end = text.indexOf('\n');
    Matcher first = FIRST.matcher(end < 0 ? "" : text.substring(0, end));
    Matcher begun = BEGUN.matcher(text);
    if (!first.matches() || !begun.find()) {
      return new State.Absent();
    }
    Instant since = time(first.group(1));
    Matcher ended = ENDED.matcher(text);
    if (ended.find()) {
      String output = text.substring(begun.end(), ended.start()).strip();
      return new State.Ended(first.group(2), modified(), Integer.parseInt(ended.group(1)), output);
    }
    return alive(Long.parseLong(begun.group(1)), since)
        ? new State.AtWork(since)
        : new State.CutOff(since, text.substring(begun.end()).strip());
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException edited) {
      return Instant.EPOCH;
    }
  }

  private static boolean alive(long number, Instant since) {
    Optional<ProcessHandle> process = ProcessHandle.of(number).filter(ProcessHandle::isAlive);
    return process
        .map(
            found ->
                found
                    .info()
                    .startInstant()
                    .map(start -> start.isBefore(since.plus(START)))
                    .orElse(true))
        .orElse(false);
  }

  /** The words under which a program is begun so that it leaves this transcript. */
  static List<String> wrapped(List<String> words) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", WRAPPER, "promoter"));
    all.addAll(words);
    return all;
  }

  /** Begins it anew, with a first line of ours. */
  void open(Command command, Instant at) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String words = String.join(" ", command.words()).replaceAll("[\\r\\n]+", " ");
    Files.writeString(file, "promoter: " + at + " " + words + "\n");
  }

  boolean tooLong() {
    try {
      return Files.size(file) > MOST;
    } catch (IOException gone) {
      return false;
    }
  }

  private RemoteException unreadable(IOException fault) {
    return RemoteException.of(
        "this host", "read what a program said", file.toString(), fault.toString(), 0, true);
  }

  private Instant modified() {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException fault) {
      throw unreadable(fault);
    }
  }

  private String text() {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return "";
    } catch (IOException fault) {
      throw unreadable(fault);
    }
  }
}
