package dev.promoter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.RedmineField;
import dev.promoter.sandbox.RedmineServer;
import dev.promoter.sandbox.RedmineUser;
import dev.promoter.sandbox.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A release of Ceph whose steps are carried out: with a tracker, and with a program that writes
 * down how it was called to schedule suites.
 */
final class ActingStage implements AutoCloseable {
  private static final long FIELD = 1;
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  final SettableClock clock;
  final CephStage ceph;
  final RedmineServer redmine;
  final long issue;
  private final Path directory;

  ActingStage(Path directory) {
    this(directory, START);
  }

  /** On another day, for example today, when other processes take part. */
  ActingStage(Path directory, Instant start) {
    this.directory = directory;
    this.clock = new SettableClock(start.toString());
    this.ceph = new CephStage(directory, clock);
    this.redmine = RedmineServer.start(0, "Ceph", clock);
    redmine.add(new RedmineUser(5, "relbot", "Release", "Bot", "bot-key", true, true, START));
    redmine.add(new RedmineUser(6, "lead", "Rados", "Lead", "lead-key", true, false, START));
    redmine.add(new RedmineField(FIELD, "Release", false, false, List.of()));
    issue = redmine.addIssue("lead", "tentacle v20.1.0", "h3. Workflow\r\n\r\nrados | TBD\r\n");
    ceph.stage.environment("REDMINE_API_KEY", "bot-key");
    option("redmine_url", redmine.address()).option("teuthology_suite", program().toString());
    scheduler("");
  }

  /** From the next writing of the file on it has this option. */
  ActingStage option(String name, String value) {
    ceph.option(name, value);
    return this;
  }

  /** Writes the file of the release. */
  void suites(String... suites) {
    ceph.release("", String.join("\n", suites));
  }

  private Path program() {
    return directory.resolve("teuthology-suite");
  }

  private Path called() {
    return directory.resolve("calls");
  }

  /** The program, which first does something else. It calls runs after their suite and number. */
  void scheduler(String script) {
    Stage.write(
        program(),
        """
        #!/bin/sh
        echo "$*" >> '%1$s'
        number=$(wc -l < '%1$s')
        %2$s
        suite="rerun"
        while [ $# -gt 0 ]; do
          case "$1" in --suite) suite=$(echo "$2" | tr / :) ;; esac
          shift
        done
        echo "Job scheduled with name qabot-$suite-$number and ID $number"
        echo "Scheduled 1 jobs in total."
        """
            .formatted(called(), script));
    if (!program().toFile().setExecutable(true)) {
      throw new AssertionError(program() + " cannot be run");
    }
  }

  /** The arguments of each call of the program. */
  List<String> calls() {
    return Files.exists(called()) ? Stage.read(called()).lines().toList() : List.of();
  }

  /** One round a minute after the last one; gives the target. */
  JsonNode round() {
    clock.advance(Duration.ofMinutes(1));
    return ceph.round();
  }

  /** One round that may come to no end. */
  void disturbedRound() {
    clock.advance(Duration.ofMinutes(1));
    ceph.stage.once();
  }

  /**
   * All that was ordered and told outside, as it stands now.
   *
   * @param people the description as a person saved it last
   */
  End end(Telling telling, String people) {
    return new End(
        ceph.jenkins.waiting().size(),
        calls().stream().map(call -> call.replaceAll(" --machine-type.*", "")).toList(),
        telling
            .last(this, people)
            .replaceAll("[0-9a-f]{16,40}|:[0-9]{4,5}/|2[0-9-]{9}T[0-9:]{8}Z", "#"),
        (redmine.status(issue) + " " + redmine.values(issue, FIELD))
            .replaceAll("[0-9a-f]{40}", "#"));
  }

  /**
   * What was done outside in all.
   *
   * @param builds that were ordered
   * @param calls of the program that schedules
   * @param told the last that the tracker was told: what changed while nobody could tell it may be
   *     left out, but nothing is told twice
   * @param set the status of the tracker issue, and what stands in its field
   */
  record End(int builds, List<String> calls, String told, String set) {}

  /** What was sent to Jenkins and to the tracker to change something there. */
  List<Request> writes() {
    return Stream.concat(ceph.jenkins.requests().stream(), redmine.requests().stream())
        .filter(Request::writes)
        .toList();
  }

  /** Mail goes to this port from now on. */
  void mailServer(int port) {
    ceph.stage.daemonFile(
        """

        [mail]
        host: 127.0.0.1
        port: %d
        security: none
        from: promoter@example.org
        """
            .formatted(port));
    option("email_recipients", "qa@example.org, lead@example.org");
  }

  /** The tracker is told from now on. */
  ActingStage tracked() {
    return option("tracker_issue_id", String.valueOf(issue)).option("skip_tracker_update", "no");
  }

  String description() {
    return redmine.description(issue).replace("\r\n", "\n");
  }

  /** What the blocks said whenever we wrote into the description, one time after the other. */
  List<String> blocks() {
    return redmine.descriptions(issue, "relbot").stream()
        .map(text -> String.join("\n", TextOfPeople.around(text).blocks()))
        .map(blocks -> blocks.replaceAll("<!-- .*", ""))
        .toList();
  }

  List<String> notes() {
    return redmine.notes(issue).stream().filter(note -> !note.isBlank()).toList();
  }

  /** What was sent to the tracker to change the issue. */
  long updates() {
    return redmine.requests().stream().filter(Request::writes).count();
  }

  /** Somebody changes the text around what stands there of ours; gives the whole text. */
  String peopleWrite() {
    String text = "above\n" + description().replace("TBD", "Lead") + "below\n";
    edit(Map.of("description", text));
    return text;
  }

  void edit(Map<String, String> attributes) {
    redmine.edit(issue, "lead", attributes);
  }

  @Override
  public void close() {
    redmine.close();
    ceph.close();
  }
}
