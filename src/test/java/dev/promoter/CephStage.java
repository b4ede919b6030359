package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.Secret;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.Method;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.jenkins.Access;
import dev.promoter.remote.jenkins.BuildOrder;
import dev.promoter.remote.jenkins.BuildState;
import dev.promoter.remote.jenkins.JenkinsClient;
import dev.promoter.sandbox.JenkinsServer;
import dev.promoter.sandbox.PaddlesServer;
import dev.promoter.sandbox.ShamanServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The whole program on stand-ins of the servers that a release of Ceph asks, with a repository of
 * its own that git reads.
 */
final class CephStage implements AutoCloseable {
  static final String RELEASE = "ceph/tentacle";
  static final String TARGET = "v20.1.0";
  static final String BRANCH = "tentacle";
  static final String JOB = "sample-ceph-pipeline";
  static final String TOKEN = "token-of-the-pipeline";
  private static final List<String> PARAMETERS =
      List.of("CEPH_REPO", "CEPH_BRANCH", "CEPH_SHA1", "BASE_VERSION", "FLAVOR");

  final Stage stage;
  final PaddlesServer paddles;
  final ShamanServer shaman;
  final JenkinsServer jenkins = JenkinsServer.start(0);
  private final Path repository;
  private final Path trace;
  private final Map<String, String> own = new TreeMap<>();
  private int jobs;

  CephStage(Path directory, InstantSource clock) {
    this.stage = new Stage(directory, clock);
    this.paddles = PaddlesServer.start(0, clock);
    this.shaman = ShamanServer.start(0, clock);
    this.repository = directory.resolve("repository");
    this.trace = directory.resolve("trace");
    jenkins.addJob(JOB, PARAMETERS);
    Stage.write(directory.resolve(".gitconfig"), "[trace2]\nnormalTarget = " + trace + "\n");
    stage.environment("HOME", directory.toString());
    stage.environment("JENKINS_USER", JenkinsServer.USER);
    stage.environment("JENKINS_API_TOKEN", JenkinsServer.TOKEN);
    git(directory, "init", "-q", "-b", BRANCH, repository.toString());
  }

  /** Adds a commit to the branch. */
  String commit(String message) {
    git(
        repository,
        "-c",
        "user.name=ann",
        "-c",
        "user.email=ann@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        message);
    return git(repository, "rev-parse", "HEAD");
  }

  void tag(String name) {
    git(repository, "tag", name);
  }

  /** Merges a commit of its own into the branch. */
  String merge(String title, String message) {
    git(repository, "checkout", "-q", "-B", "side");
    commit(message);
    git(repository, "checkout", "-q", BRANCH);
    git(
        repository,
        "-c",
        "user.name=ann",
        "-c",
        "user.email=ann@example.org",
        "merge",
        "-q",
        "--no-ff",
        "-m",
        title,
        "side");
    return git(repository, "rev-parse", "HEAD");
  }

  void deleteBranch() {
    git(repository, "checkout", "-q", "-b", "other");
    git(repository, "branch", "-q", "-D", BRANCH);
  }

  /** Writes the file of the release: options of [main], then the lines of its target. */
  void release(String options, String suites) {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    options().forEach((name, value) -> lines.add(name + ": " + value));
    Stage.write(
        stage.file(RELEASE),
        """
        [main]
        workflow: ceph
        %s
        %s

        [promote_from]
        %s: %s

        [%s]
        %s
        """
            .formatted(lines, options, TARGET, BRANCH, TARGET, suites));
  }

  /** From the next writing of the file on it has this option. */
  CephStage option(String name, String value) {
    own.put(name, value);
    return this;
  }

  /** Where everything is, unless {@link #option} says otherwise. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(elsewhere());
    options.putAll(own);
    return options;
  }

  private Map<String, String> elsewhere() {
    return Map.of(
        "ceph_repo", repository.toString(),
        "paddles_url", paddles.address(),
        "shaman_url", shaman.address(),
        "jenkins_url", jenkins.address(),
        "redmine_url", "http://127.0.0.1:9",
        "github_api_url", "http://127.0.0.1:9",
        "pulpito_base", "http://pulpito.example.org",
        "platforms", "centos-9-default,ubuntu-noble-default",
        "rerun", "propose");
  }

  void ready(String sha1) {
    packages(sha1, "centos", "9", "ready");
    packages(sha1, "ubuntu", "noble", "ready");
  }

  void packages(String sha1, String distro, String version, String status) {
    shaman.repository(
        new ShamanServer.Place(BRANCH, sha1, distro, version, "default"),
        status,
        List.of("x86_64", "noarch"));
  }

  /** Adds queued jobs, and gives the name of their run. */
  String run(String suite, String sha1, int minute, String... tests) {
    String run =
        "qabot-2026-11-20_10:%02d:00-%s-%s-distro-default-smithi"
            .formatted(minute, suite.replace('/', ':'), BRANCH);
    for (String test : tests) {
      String id = String.valueOf(++jobs);
      String name = suite.replace('/', ':');
      paddles.addJob(new PaddlesServer.Job(run, id, name, BRANCH, sha1, name + "/" + test));
    }
    return run;
  }

  /** A run of which every job passed. */
  String passed(String suite, String sha1, int minute, String... tests) {
    int first = jobs + 1;
    String run = run(suite, sha1, minute, tests);
    for (int id = first; id <= jobs; id++) {
      paddles.passed(run, String.valueOf(id));
    }
    return run;
  }

  /** A run of one job, which failed. */
  String failed(String suite, String sha1, int minute, String test) {
    String run = run(suite, sha1, minute, test);
    paddles.failed(run, String.valueOf(jobs), "timed out");
    return run;
  }

  /** The number of the newest job. */
  String newestJob() {
    return String.valueOf(jobs);
  }

  /** Orders the build of a commit, as promoter does; gives its number in the queue. */
  long order(String sha1) {
    try (Http http = new Http(HttpSettings.standard())) {
      Map<String, String> parameters =
          Map.of(
              "CEPH_REPO",
              repository.toString(),
              "CEPH_BRANCH",
              BRANCH,
              "CEPH_SHA1",
              sha1,
              "BASE_VERSION",
              "20.0.0",
              "FLAVOR",
              "default");
      Secrets secrets = name -> Optional.of(new Secret(JenkinsServer.TOKEN));
      BuildState state =
          new JenkinsClient(
                  WebAddress.of(jenkins.address()),
                  http,
                  new Access(JenkinsServer.USER, "JENKINS_API_TOKEN", secrets))
              .order(new BuildOrder(JOB, parameters, List.of("CEPH_SHA1")));
      return ((BuildState.Queued) state).item();
    }
  }

  void waive(String suite, String pattern) {
    Ran ran =
        run(
            "waive",
            "--release",
            RELEASE,
            TARGET,
            suite,
            "--any-candidate",
            "--by",
            "ann",
            "--reason",
            "known",
            "--link",
            "https://tracker.example.org/1",
            "--pattern",
            pattern,
            "--until",
            "2199-01-01");
    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  void approve(String subject, String by, String sha1) {
    Ran ran = run("approve", RELEASE, subject, "--by", by, "--note", "fine", "--sha1", sha1);
    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  /** One round by parameters, without the file. */
  Ran command(String... parameters) {
    List<String> words = new ArrayList<>(List.of("release", "--output", "json"));
    options().forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
    words.addAll(List.of("--set", "CEPH_BRANCH=" + BRANCH));
    List.of(parameters).forEach(parameter -> words.addAll(List.of("--set", parameter)));
    return run(words.toArray(String[]::new));
  }

  /** Rounds in one process, as the daemon has them. */
  WarmPromoter warm() {
    return WarmPromoter.open(stage.place(), stage.outside(System.out));
  }

  void delete(String run) {
    try (Http http = new Http(HttpSettings.standard())) {
      http.send(
          Call.of(
              "Paddles",
              "delete",
              Method.DELETE,
              WebAddress.of(paddles.address()).at("/runs/" + WebAddress.segment(run) + "/")));
    }
  }

  void forgetRequests() {
    paddles.forgetRequests();
    shaman.forgetRequests();
    jenkins.forgetRequests();
    looks(true);
  }

  /** Of all servers, and looks of git at the repository. */
  int requests() {
    return paddles.requests().size()
        + shaman.requests().size()
        + jenkins.requests().size()
        + looks(false);
  }

  Ran run(String... words) {
    return stage.run(words);
  }

  /** How often git looked at a repository; its traces are counted. */
  private int looks(boolean forget) {
    try {
      if (forget) {
        Files.deleteIfExists(trace);
      }
      return Files.exists(trace)
          ? (int)
              Files.readAllLines(trace).stream()
                  .filter(line -> line.contains("start ") && line.contains("ls-remote"))
                  .count()
          : 0;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** One round; gives the target. */
  JsonNode round() {
    Ran ran = stage.once();
    return ran.target(RELEASE, TARGET);
  }

  /** The row of a suite. */
  static JsonNode suite(JsonNode target, String suite) {
    return Ran.all(target.path("suites")).stream()
        .filter(row -> row.path("suite").asText().equals(suite))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + suite + " in " + target.toPrettyString()));
  }

  private static String git(Path directory, String... words) {
    try {
      Files.createDirectories(directory);
      String[] all = new String[words.length + 1];
      all[0] = "git";
      System.arraycopy(words, 0, all, 1, words.length);
      Process process =
          new ProcessBuilder(all).directory(directory.toFile()).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", all) + ": " + out);
      }
      return out.strip();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Override
  public void close() {
    jenkins.close();
    shaman.close();
    paddles.close();
    stage.close();
  }
}
