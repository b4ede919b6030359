package dev.promoter.remote.teuthology;

import static dev.promoter.remote.teuthology.Lab.CANDIDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Due;
import dev.promoter.domain.Outcome;
import dev.promoter.suites.JobStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program that writes down how it was called. */
class RerunSuiteTest {
  private static final String FIRST = "qabot-first-rados";

  @TempDir Path directory;
  private Lab lab;
  private RerunSuite runner;

  @BeforeEach
  void a_lab() {
    lab = new Lab(directory);
    runner = new RerunSuite(lab.desk());
  }

  private Outcome rerun(Before before) {
    Action action = lab.rerunning(runner, "rados", FIRST);
    return runner
        .observe(lab.release(), action, before)
        .orElseGet(() -> runner.run(lab.release(), action, before));
  }

  private Before begun() {
    return runner.before(lab.release(), lab.rerunning(runner, "rados", FIRST));
  }

  @Test
  void what_failed_or_died_is_scheduled_again_with_what_its_run_was_scheduled_with() {
    lab.shows(FIRST, "rados", JobStatus.DEAD, JobStatus.PASS);

    assertThat(rerun(begun())).isEqualTo(new Outcome.Done("scheduled 2 jobs of " + Lab.RUN));

    assertThat(lab.calls().get(0))
        .startsWith(
            "--rerun "
                + FIRST
                + " -R fail,dead --machine-type gibba --ceph reef-release --sha1 "
                + CANDIDATE.id())
        .contains(" --priority 110")
        .doesNotContain("--subset", "--suite ", "--newest");
  }

  @Test
  void nothing_is_rerun_where_reruns_are_only_proposed() {
    lab.settings.put("rerun", "propose");

    assertThat(runner.errands(lab.release(), lab.judged(List.of(), new Due("rerun", "rados"))))
        .isEmpty();
  }

  @Test
  void a_run_of_which_nothing_failed_any_more_is_never_rerun() {
    lab.shows(FIRST, "rados", JobStatus.PASS, JobStatus.UNKNOWN);

    assertThat(rerun(begun()))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.detail()).contains("the whole suite would be scheduled"));
    assertThat(lab.calls()).isEmpty();
  }

  @Test
  void a_run_that_was_deleted_is_not_rerun() {
    assertThat(rerun(begun())).isInstanceOf(Outcome.Refused.class);
    assertThat(lab.calls()).isEmpty();
  }

  @Test
  void reruns_are_bounded_also_when_people_started_them() {
    lab.shows(FIRST, "rados", JobStatus.DEAD);
    lab.shows("by-hand-1", "rados", JobStatus.DEAD);
    lab.shows("by-hand-2", "rados", JobStatus.DEAD);

    assertThat(rerun(begun()))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.detail()).contains("rerun_limit is 2"));
  }

  @Test
  void killed_after_the_program_it_is_not_repeated() {
    lab.shows(FIRST, "rados", JobStatus.FAIL);
    Before before = begun();
    rerun(before);

    assertThat(rerun(before)).isInstanceOf(Outcome.Done.class);
    assertThat(lab.calls()).hasSize(1);
  }

  @Test
  void a_run_that_the_results_server_has_since_then_is_the_rerun() {
    lab.shows(FIRST, "rados", JobStatus.FAIL);
    Before before = begun();
    lab.shows("by-hand-1", "rados", JobStatus.QUEUED);

    assertThat(rerun(before)).isEqualTo(new Outcome.AlreadyDone("there is by-hand-1"));
    assertThat(lab.calls()).isEmpty();
  }
}
