package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.Operations;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Journal;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Request;
import dev.promoter.sandbox.Vote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.event.Level;

/**
 * The whole program on a stand-in server: a configuration and a state directory of its own, and
 * commands run in this process as an operator types them.
 */
final class Stage implements AutoCloseable {
  static final String PASSWORD = "correct-horse-battery";
  static final String SOURCE = "candidates";
  static final String TARGET = "promoted";
  static final String JOB = "job-standalone";
  static final String OTHER_JOB = "job-scenario";
  static final String STAND_IN_JOB = "job-scenario-elsewhere";

  /** Two jobs, the second with an alternative. */
  static final String CRITERIA =
      """
      [promote_from]
      promoted: candidates

      [promoted]
      job-standalone
      job-scenario: job-scenario-elsewhere
      """;

  private final Path directory;
  private final InstantSource clock;
  private final Map<String, String> environment =
      new HashMap<>(Map.of("DLRNAPI_PASSWORD", PASSWORD));
  private UnaryOperator<Journal> journal = UnaryOperator.identity();
  final DlrnServer server;

  Stage(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
    this.server = DlrnServer.start(0, clock);
    daemonFile("");
  }

  /**
   * Writes promoter.ini: what makes tests quick, and then the given text, which goes on in [http].
   */
  void daemonFile(String more) {
    write(
        config().resolve("promoter.ini"),
        """
        [daemon]
        in_doubt_wait: 10ms
        reload_interval: 100ms

        [people]
        waiver_maximum: none

        """
            + (more.contains("[web]") ? "" : "[web]\nlisten: off\n\n")
            + "[http]\nretries: 0\n"
            + more);
  }

  Path config() {
    return directory.resolve("config");
  }

  Path state() {
    return directory.resolve("state");
  }

  /** Where rules of this stage's own stand, if there are any; otherwise the shipped ones hold. */
  Path rules() {
    return directory.resolve("rules");
  }

  /** Copies the shipped rules, to put others beside them. */
  void ownRules() {
    for (String name : List.of("promotion/criteria.drl", "promotion/decisions.drl")) {
      write(rules().resolve(name), read(Path.of("rules").resolve(name)));
    }
  }

  Path file(String release) {
    return config().resolve("releases").resolve(release + ".ini");
  }

  /** Is put around the journal from now on. */
  void journal(UnaryOperator<Journal> around) {
    journal = around;
  }

  void environment(String name, String value) {
    environment.put(name, value);
  }

  void noPassword() {
    environment.remove("DLRNAPI_PASSWORD");
  }

  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** Adds a builder that takes the password of this stage. */
  DlrnBuilder builder(String name) {
    DlrnBuilder builder = server.addBuilder("api-" + name, name);
    builder.credentials(DlrnBuilder.USER, PASSWORD);
    return builder;
  }

  /** Writes the file of a release on a builder: options of [main], then the other sections. */
  void release(String name, DlrnBuilder builder, String options, String sections) {
    write(
        file(name),
        """
        [main]
        api_url: %s
        repo_url: %s
        username: ciuser
        %s

        %s
        """
            .formatted(builder.apiUrl(), builder.repoUrl(), options, sections));
  }

  void release(String name, DlrnBuilder builder) {
    release(name, builder, "", CRITERIA);
  }

  Instant hoursAgo(long hours) {
    return clock.instant().minus(Duration.ofHours(hours));
  }

  /** A build that stands at the source since then, with jobs that passed. */
  Build candidate(DlrnBuilder builder, String name, long hoursAgo, String... passed) {
    Build build = builder.addBuild(Build.named(name).committedAt(hoursAgo(hoursAgo + 1)));
    builder.promote(SOURCE, build, hoursAgo(hoursAgo));
    for (String job : passed) {
      builder.vote(build, Vote.success(job, hoursAgo(hoursAgo)));
    }
    return build;
  }

  /** Runs one command as {@link Promoter#main} does, on this stage's directories. */
  Ran run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = new String[words.length + 2];
    System.arraycopy(words, 0, args, 0, words.length);
    args[words.length] = "--config";
    args[words.length + 1] = config().toString();
    int exit = Promoter.run(args, outside(print(out)), print(err));
    Ran ran = new Ran(exit, text(out), text(err));
    assertThat(ran.out() + ran.err()).doesNotContain(PASSWORD);
    return ran;
  }

  /** One round of every release, with its document. */
  Ran once(String... more) {
    String[] words = new String[more.length + 3];
    System.arraycopy(new String[] {"once", "--output", "json"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    return run(words);
  }

  Outside outside(PrintStream out) {
    return new Outside(environment(), clock, out, journal);
  }

  Place place() {
    return new Place(config(), Optional.empty(), Optional.empty(), Installation.find());
  }

  CommonOptions options() {
    return new CommonOptions(
        Optional.of(config()), Optional.empty(), Optional.empty(), Level.INFO, false, true);
  }

  /** The requests that promote, as they came in. */
  List<String> promotions() {
    return server.requests().stream()
        .filter(Request::writes)
        .filter(request -> request.path().contains("/api/promote"))
        .map(Request::toString)
        .toList();
  }

  /**
   * Judges every stored round again.
   *
   * @return how many there are
   */
  int everyRoundIsJudgedAsItWas() {
    try (Program program =
        new Program(options(), Installation.find(), outside(print(new ByteArrayOutputStream())))) {
      List<Long> rounds =
          program.history(HistoryQuery.newest(1000)).rounds().stream()
              .map(History.Entry::round)
              .distinct()
              .toList();
      for (long round : rounds) {
        Operations.Replay replay = program.replay(round);
        assertThat(replay.differences()).as("round %d judged again", round).isEmpty();
      }
      return rounds.size();
    }
  }

  /** The main log. */
  String log() {
    Path file = state().resolve("logs/promoter.log");
    return Files.exists(file) ? read(file) : "";
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream from) {
    return from.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
