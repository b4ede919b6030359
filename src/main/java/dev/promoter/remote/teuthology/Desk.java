package dev.promoter.remote.teuthology;

import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.program.Programs;
import dev.promoter.remote.program.Transcript;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteOrder;
import dev.promoter.suites.SuiteSettings;
import dev.promoter.suites.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What scheduling and rerunning share: the program, its transcripts, and the results server. */
public final class Desk {
  /** A first run of a suite. */
  static final String FIRST = "schedule";

  /** What failed in a run, again. */
  static final String AGAIN = "rerun";

  private static final String LOG = ".log";
  private static final String HOST = "host";
  private static final String RUNS = "runs";
  private static final int LONGEST_RUN = 120;

  private final Teuthology teuthology;
  private final Results results;
  private final Path directory;
  private final String host;

  /**
   * One desk for all releases.
   *
   * @param directory where transcripts are kept: that of the state
   * @param host the name of this host; processes on others may share the journal, but no files
   */
  public Desk(
      Programs programs, Results results, Path directory, String host, InstantSource clock) {
    this.teuthology = new Teuthology(programs, clock);
    this.results = results;
    this.directory = directory;
    this.host = host;
  }

  Results results() {
    return results;
  }

  /**
   * How a release schedules a suite.
   *
   * @throws RemoteException when a word of it cannot be given to the program
   */
  static SuiteOrder order(Release release, Candidate candidate, String suite) {
    try {
      return SuiteOrder.of(release.settings(), suite, candidate.id());
    } catch (IllegalArgumentException wrong) {
      throw fault(suite, String.valueOf(wrong.getMessage()));
    }
  }

  static RemoteException fault(String what, String reason) {
    return RemoteException.of(
        Teuthology.SYSTEM, "schedule " + what, "teuthology-suite", reason, 0, false);
  }

  /** Words in one text; none of them holds a line end. */
  static String text(List<String> words) {
    return String.join("\n", words);
  }

  static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  /** Which host begins, and which runs of the commit are there. */
  Before before(Release release, Candidate candidate) {
    List<String> names =
        results.runs(release, candidate.id()).stream().map(TestRun::name).sorted().toList();
    return new Before(Map.of(HOST, host, RUNS, text(names)));
  }

  boolean begunElsewhere(Before before) {
    return !before.value(HOST).equals(host);
  }

  /** The names of the runs of a suite and commit. */
  List<String> runs(Release release, Candidate candidate, SuiteKey key) {
    return results.runs(release, candidate.id()).stream()
        .filter(run -> isOf(run, key))
        .map(TestRun::name)
        .sorted()
        .toList();
  }

  /** Those of them that were not there before. */
  List<String> newRuns(Release release, Candidate candidate, SuiteKey key, Before before) {
    Set<String> known = new HashSet<>(words(before.value(RUNS)));
    return runs(release, candidate, key).stream().filter(run -> !known.contains(run)).toList();
  }

  /** A run without jobs does not say its flavor. */
  private static boolean isOf(TestRun run, SuiteKey key) {
    boolean silent = run.flavor().isBlank() || run.flavor().equals("none");
    SuiteKey its = new SuiteKey(run.suite(), silent ? key.flavor() : run.flavor());
    return its.equals(key);
  }

  /** The same in every process: what it says outlives plans and their processes. */
  Transcript transcript(
      Release release, Candidate candidate, String purpose, SuiteKey key, String run) {
    String name = run.length() <= LONGEST_RUN ? run : digest(run);
    String file = (prefix(purpose, key) + " " + name).strip() + LOG;
    return new Transcript(folder(release, candidate).resolve(file));
  }

  /**
   * The runs that were scheduled for a commit here, by the names that the program printed, and what
   * each was scheduled for. Only by its name a run without jobs can be found.
   */
  public Map<String, SuiteKey> captured(Release release, Candidate candidate) {
    Path folder = folder(release, candidate);
    List<SuiteKey> keys =
        release.targets().stream()
            .flatMap(target -> target.requirements().stream())
            .map(Requirement::name)
            .map(suite -> SuiteSettings.key(release.settings(), suite))
            .toList();
    Map<String, SuiteKey> captured = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      for (SuiteKey key : keys) {
        String name = file.getFileName().toString();
        if (name.equals(prefix(FIRST, key) + LOG) || name.startsWith(prefix(AGAIN, key) + " ")) {
          Teuthology.names(new Transcript(file)).forEach(run -> captured.put(run, key));
        }
      }
    }
    return captured;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Path folder(Release release, Candidate candidate) {
    return directory.resolve(release.name().value()).resolve(candidate.id());
  }

  private static String prefix(String purpose, SuiteKey key) {
    return "%s %s %s".formatted(purpose, key.suite().replace('/', ':'), key.flavor());
  }

  private static String digest(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  Optional<Outcome> settled(Teuthology.Order order) {
    return teuthology.settled(order);
  }

  Optional<Outcome> observe(Teuthology.Order order) {
    return teuthology.settled(order).filter(Outcome::achieved);
  }

  Outcome run(Teuthology.Order order) {
    return teuthology.run(order);
  }
}
