package dev.promoter.remote.teuthology;

import static dev.promoter.remote.teuthology.Lab.CANDIDATE;
import static dev.promoter.remote.teuthology.Lab.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Due;
import dev.promoter.domain.Outcome;
import dev.promoter.suites.JobStatus;
import dev.promoter.suites.SuiteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a program that writes down how it was called. */
class ScheduleSuiteTest {
  private static final SuiteKey RADOS = new SuiteKey("rados", "default");

  @TempDir Path directory;
  private Lab lab;
  private ScheduleSuite runner;

  @BeforeEach
  void a_lab() {
    lab = new Lab(directory);
    runner = new ScheduleSuite(lab.desk());
  }

  private Outcome schedule() {
    Action action = lab.scheduling(runner, "rados");
    return runner.run(lab.release(), action, runner.before(lab.release(), action));
  }

  /** The same by a process that knows of it only what journal and files say. */
  private Outcome takenUp(Before before) {
    ScheduleSuite later = new ScheduleSuite(lab.desk());
    Action action = lab.scheduling(later, "rados");
    return later
        .observe(lab.release(), action, before)
        .orElseGet(() -> later.run(lab.release(), action, before));
  }

  private Before begun() {
    return runner.before(lab.release(), lab.scheduling(runner, "rados"));
  }

  @Test
  void a_suite_is_scheduled_by_its_commit_and_the_name_of_its_run_is_kept() {
    lab.settings.putAll(Map.of("suite rados subset", "1/32", "suite rados priority", "110"));

    assertThat(schedule()).isEqualTo(new Outcome.Done("scheduled 2 jobs of " + RUN));

    assertThat(lab.calls())
        .containsExactly(
            "--suite rados --machine-type smithi --ceph reef --sha1 "
                + CANDIDATE.id()
                + " --ceph-repo https://github.com/ceph/ceph.git"
                + " --suite-repo https://github.com/ceph/ceph.git --suite-branch reef"
                + " --kernel distro --flavor default --priority 110 --subset 1/32");
    assertThat(lab.desk().captured(lab.release(), CANDIDATE))
        .containsExactly(Map.entry(RUN, RADOS));
  }

  @Test
  void a_slice_is_named_as_a_folder() {
    Action action = lab.scheduling(runner, "upgrade:quincy-x");
    runner.run(lab.release(), action, runner.before(lab.release(), action));

    assertThat(lab.calls().get(0)).startsWith("--suite upgrade/quincy-x ");
  }

  @Test
  void what_is_not_due_is_not_scheduled() {
    assertThat(runner.errands(lab.release(), lab.judged(List.of(), new Due("rerun", "rados"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rados; rm -rf /", "$(id)", "--newest", "a b", "../x", "a|b", "a\nb"})
  void a_suite_name_with_anything_else_is_refused_before_the_program_is_run(String suite) {
    assertThatThrownBy(() -> lab.scheduling(runner, suite))
        .hasMessageContaining("tried to schedule")
        .hasMessageContaining("the suite");
    assertThat(lab.calls()).isEmpty();
  }

  @Test
  void a_suite_that_somebody_scheduled_meanwhile_is_not_scheduled_again() {
    lab.shows("yuri-rados", "rados", JobStatus.QUEUED);

    assertThat(schedule()).isEqualTo(new Outcome.AlreadyDone("there is yuri-rados"));
    assertThat(lab.calls()).isEmpty();
  }

  @Test
  void another_suite_of_the_commit_is_no_reason_not_to() {
    lab.shows("yuri-rgw", "rgw", JobStatus.PASS);

    assertThat(schedule()).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void nothing_scheduled_is_an_error_also_after_a_good_end() {
    lab.program("echo 'Scheduled 0 jobs in total.'\n");

    assertThat(schedule())
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry ->
                assertThat(retry.detail())
                    .contains("nothing was scheduled although the program ended well")
                    .contains("Scheduled 0 jobs"));
  }

  @Test
  void a_program_that_prints_nothing_is_told_as_such() {
    lab.program("true\n");

    assertThat(schedule())
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> assertThat(retry.detail()).contains("ended well: it printed nothing; try"));
  }

  @Test
  void a_program_that_is_not_there_is_told_with_the_option_that_names_it() {
    lab.program("echo 'sh: teuthology-suite: not found' >&2; exit 127\n");

    assertThat(takenUp(begun()).detail())
        .endsWith("does teuthology_suite name a program that is there?");
  }

  @Test
  void a_refusal_is_told_in_the_words_of_the_program_and_tried_again_after_a_while() {
    lab.program("echo 'ERROR: packages are missing' >&2; exit 1\n");
    Before before = begun();
    assertThat(takenUp(before).detail())
        .contains("packages are missing", "ended with 1")
        .doesNotContain("teuthology_suite");

    assertThat(takenUp(before).detail()).contains("packages are missing", "tried again after");
    assertThat(lab.calls()).hasSize(1);
    lab.clock.advance(Duration.ofMinutes(11));
    lab.program(Lab.LINES);

    assertThat(takenUp(before)).isInstanceOf(Outcome.Done.class);
    assertThat(lab.calls()).hasSize(2);
  }

  @Test
  void another_order_after_a_refusal_is_tried_at_once() {
    lab.program("exit 1\n");
    schedule();
    lab.settings.put("priority", "110");
    lab.program(Lab.LINES);

    assertThat(schedule()).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void jobs_that_were_scheduled_before_a_bad_end_are_followed() {
    lab.program(Lab.LINES + "echo 'database gone' >&2; exit 1\n");

    assertThat(schedule())
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(done.detail())
                    .contains(RUN, "ended with 1, so jobs may be missing", "database gone"));
  }

  @Test
  void a_program_that_takes_too_long_is_ended_and_nothing_is_scheduled_twice() {
    lab.settings.put("teuthology_timeout", "PT0.3S");
    lab.program("sleep 60\n");
    Before before = begun();

    assertThat(takenUp(before).detail())
        .contains("was killed before it said", "not repeated", "delete ");
    assertThat(takenUp(before).detail()).contains("not repeated");
    assertThat(lab.calls()).hasSize(1);
    lab.shows("late-rados", "rados", JobStatus.QUEUED);

    assertThat(takenUp(before)).isEqualTo(new Outcome.AlreadyDone("there is late-rados"));
  }

  @Test
  void a_person_who_has_looked_has_it_scheduled_again() throws IOException {
    lab.settings.put("teuthology_timeout", "PT0.3S");
    lab.program("sleep 60\n");
    Before before = begun();
    takenUp(before);

    Files.delete(lab.transcript("here"));
    lab.program(Lab.LINES);

    assertThat(takenUp(before)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void killed_before_the_program_it_is_begun_and_after_it_nothing_is_repeated() {
    Before before = begun();
    assertThat(takenUp(before)).isInstanceOf(Outcome.Done.class);

    assertThat(takenUp(before)).isEqualTo(new Outcome.Done("scheduled 2 jobs of " + RUN));
    assertThat(lab.calls()).hasSize(1);
  }

  @Test
  void while_the_program_of_a_process_that_died_is_at_work_it_is_waited_for() throws Exception {
    Path gate = directory.resolve("gate");
    lab.program("while [ ! -e '" + gate + "' ]; do sleep 0.05; done\n" + Lab.LINES);
    Before before = begun();
    Thread first = new Thread(this::schedule);
    first.start();
    while (lab.calls().isEmpty()) {
      Thread.onSpinWait();
    }
    first.interrupt();
    first.join();

    assertThat(takenUp(before).detail()).contains("is at work since");
    Files.createFile(gate);
    Outcome outcome = takenUp(before);
    while (outcome.detail().contains("is at work")) {
      outcome = takenUp(before);
    }

    assertThat(outcome).isEqualTo(new Outcome.Done("scheduled 2 jobs of " + RUN));
    assertThat(lab.calls()).hasSize(1);
  }

  @Test
  void what_another_host_has_begun_is_left_to_people() {
    ScheduleSuite there = new ScheduleSuite(lab.desk("there"));
    Before before = there.before(lab.release(), lab.scheduling(there, "rados"));

    assertThat(takenUp(before).detail())
        .contains("another host may have begun", "schedule it by hand: ", "--suite rados");
    assertThat(lab.calls()).isEmpty();
  }
}
