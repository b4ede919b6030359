package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.config.Configuration;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Vote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon while somebody edits its files and runs commands beside it. */
class DaemonTest {
  private static final String RELEASE = "master";
  private static final String OFTEN = "schedule: 1s";

  @TempDir private Path directory;
  private final List<ReleaseReport> rounds = new CopyOnWriteArrayList<>();
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private Stage stage;
  private DlrnBuilder builder;
  private Build waiting;
  private Daemon daemon;
  private Thread thread;

  @BeforeEach
  void start() {
    stage = new Stage(directory, InstantSource.system());
    stage.ownRules();
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder, OFTEN, Stage.CRITERIA);
    waiting = stage.candidate(builder, "waiting", 5, Stage.JOB);
    daemon = new Daemon(stage.place(), stage.options(), stage.outside(System.out), rounds::add);
    Configuration configuration = stage.place().read(false, stage.outside(System.out));
    thread = new Thread(() -> daemon.run(configuration), "daemon under test");
    thread.setUncaughtExceptionHandler((where, what) -> fault.set(what));
    thread.start();
    Await.until("the first round ended", () -> !rounds.isEmpty() || fault.get() != null);
    assertThat(fault.get()).isNull();
  }

  @AfterEach
  void stop() {
    daemon.stop();
    Await.until("the daemon ended", () -> !thread.isAlive());
    stage.close();
    assertThat(fault.get()).isNull();
    assertThat(stage.log()).contains("Promoter terminated normally");
  }

  @Test
  void an_edit_is_in_force_within_seconds() {
    stage.release(RELEASE, builder, OFTEN, Stage.CRITERIA.replace("job-scenario:", "#"));

    awaitPromotion();
  }

  @Test
  void a_new_file_gets_rounds_and_a_removed_one_gets_none_any_more() throws IOException {
    DlrnBuilder other = stage.builder("other");
    stage.release("other", other, OFTEN, Stage.CRITERIA);
    Await.until("the new release has a round", () -> roundsOf("other") > 0);

    Files.delete(stage.file(RELEASE));
    Await.until("its end is logged", () -> stage.log().contains("it gets no more rounds"));
    long others = roundsOf("other");
    Await.until("the round in hand ended", () -> roundsOf("other") > others + 2);
    long before = roundsOf(RELEASE);
    long then = roundsOf("other");
    Await.until("the other release had three more rounds", () -> roundsOf("other") > then + 2);

    assertThat(roundsOf(RELEASE)).isEqualTo(before);
    assertThat(stage.run("status").out()).contains("other").doesNotContain(RELEASE);
  }

  @Test
  void a_broken_edit_is_refused_and_the_last_good_version_goes_on() {
    stage.release(RELEASE, builder, "latest_hashes_count: many", Stage.CRITERIA);
    Await.until("the refusal is on the status", () -> problems(RELEASE).contains("many"));
    Await.until(
        "the daemon refused it",
        () -> stage.log().contains("its last good version stays in force"));

    builder.vote(waiting, Vote.success(Stage.OTHER_JOB, stage.hoursAgo(0)));

    awaitPromotion();
    assertThat(problems(RELEASE)).containsPattern("master\\.ini:\\d+: \\[main\\] latest_hashes_co");
  }

  @Test
  void rules_that_are_refused_leave_the_ones_before_in_force() throws IOException {
    Path blocking = stage.rules().resolve("local/never.drl");
    Path broken = stage.rules().resolve("local/broken.drl");
    Stage.write(blocking, BadInputTest.BLOCK_EVERYTHING);
    Await.until("the rule blocks", () -> stage.log().contains("the rules were read again"));
    Stage.write(broken, BadInputTest.BROKEN);
    Await.until("the refusal is on the status", () -> problems("[rules]").contains("broken.drl"));

    builder.vote(waiting, Vote.success(Stage.OTHER_JOB, stage.hoursAgo(0)));
    Await.until("the block shows", () -> newestRound().toString().contains("nothing moves"));
    assertThat(builder.link(Stage.TARGET)).isEmpty();
    assertThat(stage.log()).contains("the previous ones stay in force");

    Files.delete(blocking);
    Files.delete(broken);

    awaitPromotion();
    assertThat(stage.run("status").out()).doesNotContain("[rules]");
  }

  @Test
  void a_release_whose_schedule_never_comes_does_not_stop_the_others() {
    DlrnBuilder other = stage.builder("other");
    stage.release("a-never", other, "schedule: 0 0 0 1 1 ? 2001", Stage.CRITERIA);
    stage.release("b-other", other, OFTEN, Stage.CRITERIA);

    Await.until("the other new release has a round", () -> roundsOf("b-other") > 0);
    long before = roundsOf(RELEASE);
    Await.until("the one that was there goes on", () -> roundsOf(RELEASE) > before);

    assertThat(roundsOf("a-never")).isZero();
    assertThat(thread.isAlive()).isTrue();
  }

  @Test
  void a_second_daemon_on_the_same_state_is_refused_in_a_sentence() {
    Ran second = stage.run("run");

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err())
        .contains("another promoter daemon works on the state directory")
        .contains(String.valueOf(ProcessHandle.current().pid()));
    assertThat(thread.isAlive()).isTrue();
  }

  @Test
  void a_waiver_given_while_it_runs_counts_and_history_and_status_show_it() {
    Ran waived =
        stage.run(
            "waive",
            "--release",
            RELEASE,
            Stage.TARGET,
            Stage.OTHER_JOB,
            "--any-candidate",
            "--by",
            "ann",
            "--reason",
            "the mirror is down",
            "--until",
            "2199-01-01");

    assertThat(waived.exit()).as(waived.err()).isZero();
    awaitPromotion();
    Await.until(
        "the history shows it",
        () ->
            stage.run("history", "--output", "json").out().contains("\"outcome\" : \"promoted\""));
    assertThat(stage.run("status").out()).contains(RELEASE);
  }

  private void awaitPromotion() {
    Await.until(
        "it is promoted", () -> builder.link(Stage.TARGET).filter(waiting::equals).isPresent());
  }

  private long roundsOf(String release) {
    return rounds.stream().filter(round -> round.release().value().equals(release)).count();
  }

  private ReleaseReport newestRound() {
    return rounds.get(rounds.size() - 1);
  }

  private String problems(String release) {
    JsonNode rows = stage.run("status", "--output", "json").document().path("releases");
    return Ran.all(rows).stream()
        .filter(row -> row.path("release").asText().equals(release))
        .map(
            row ->
                String.join(
                    "\n", Ran.all(row.path("problems")).stream().map(JsonNode::asText).toList()))
        .findFirst()
        .orElse("");
  }
}
