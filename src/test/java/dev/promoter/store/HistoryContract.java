package dev.promoter.store;

import static dev.promoter.store.Samples.COMMIT;
import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.SOURCE;
import static dev.promoter.store.Samples.TARGET;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.History.Entry;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.HistoryQuery.Position;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.PlanState;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every history promises. */
interface HistoryContract {
  History history();

  Journal journal();

  @Test
  default void a_recorded_round_is_read_back_equal() {
    ReleaseReport report = round(MASTER, NOON, "r", RequirementState.FAILED, List.of());
    long id = history().record(report).orElseThrow();

    assertThat(history().round(id)).contains(report);
    assertThat(history().round(id + 1)).isEmpty();
  }

  @Test
  default void pages_neither_repeat_nor_leave_out_what_was_there_while_more_is_stored() {
    Random random = new Random(7);
    for (int limit = 1; limit <= 5; limit++) {
      more(random, 6);
      List<Entry> before = history().entries(HistoryQuery.of(Optional.of(MASTER), 1000));
      List<Entry> paged = new ArrayList<>();
      Position from = Position.START;
      List<Entry> page = page(limit, from);
      while (!page.isEmpty()) {
        paged.addAll(page);
        from = from.after(new Chronicle(page, List.of()));
        more(random, random.nextInt(3));
        page = page(limit, from);
      }
      assertThat(paged).isEqualTo(before);
    }
  }

  private List<Entry> page(int limit, Position from) {
    return history()
        .entries(
            new HistoryQuery(
                Optional.of(MASTER),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                from));
  }

  private void more(Random random, int rounds) {
    for (int i = 0; i < rounds; i++) {
      ReleaseReport one =
          round(MASTER, NOON, "r" + random.nextLong(), RequirementState.FAILED, List.of());
      List<TargetReport> targets = Collections.nCopies(1 + random.nextInt(3), one.targets().get(0));
      history()
          .record(
              new ReleaseReport(
                  MASTER, one.file(), "", targets, false, one.startedAt(), one.finishedAt()));
    }
  }

  @Test
  default void what_was_stored_after_a_round_is_read_from_the_oldest_on() {
    long first =
        history()
            .record(round(MASTER, NOON, "a", RequirementState.FAILED, List.of()))
            .orElseThrow();
    long second =
        history().record(round(ZED, NOON, "b", RequirementState.FAILED, List.of())).orElseThrow();
    long third =
        history()
            .record(round(MASTER, LATER, "c", RequirementState.FAILED, List.of()))
            .orElseThrow();

    assertThat(history().after(first, 100))
        .extracting(Entry::round)
        .containsExactly(second, second, third, third);
    assertThat(history().after(third, 100)).isEmpty();
    assertThat(history().newest(MASTER)).hasValue(third);
  }

  @Test
  default void promotions_are_the_entries_in_which_something_was_promoted() {
    for (long seed = 1; seed <= 20; seed++) {
      history().record(new Reports(seed).report());
    }
    HistoryQuery all = HistoryQuery.newest(1000);
    assertThat(history().promotions(all))
        .isNotEmpty()
        .isEqualTo(
            history().entries(all).stream().filter(entry -> !entry.promoted().isEmpty()).toList());
  }

  @Test
  default void random_rounds_are_read_back_equal() {
    for (long seed = 1; seed <= 20; seed++) {
      ReleaseReport report = new Reports(seed).report();
      history().record(report).ifPresent(id -> assertThat(history().round(id)).contains(report));
    }
  }

  @Test
  default void rounds_can_be_narrowed_to_a_target_and_a_time_and_have_no_author() {
    long id =
        history()
            .record(round(MASTER, NOON, "r", RequirementState.FAILED, List.of()))
            .orElseThrow();
    History.Entry entry = history().entries(Optional.of(MASTER), 1).get(0);
    String link = entry.target().replaceFirst(" \\[.*", "");

    assertThat(found(query(Optional.of(link), Optional.empty(), Optional.empty()))).contains(id);
    assertThat(found(query(Optional.of("other"), Optional.empty(), Optional.empty()))).isEmpty();
    Instant end = entry.at();
    assertThat(found(query(Optional.empty(), Optional.of(end), Optional.empty()))).contains(id);
    assertThat(found(query(Optional.empty(), Optional.empty(), Optional.of(end))))
        .doesNotContain(id);
    assertThat(
            found(
                new HistoryQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("ann"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    9)))
        .isEmpty();
  }

  private List<Long> found(HistoryQuery query) {
    return history().entries(query).stream().map(History.Entry::round).toList();
  }

  private static HistoryQuery query(
      Optional<String> target, Optional<Instant> since, Optional<Instant> until) {
    return new HistoryQuery(
        Optional.of(MASTER), target, Optional.empty(), Optional.empty(), since, until, 9);
  }

  @Test
  default void a_round_that_changes_nothing_is_not_recorded() {
    history().record(round(MASTER, NOON, "r", RequirementState.FAILED, List.of()));

    assertThat(history().record(round(MASTER, LATER, "r", RequirementState.FAILED, List.of())))
        .isEmpty();
  }

  @Test
  default void a_changed_reason_or_requirement_is_recorded_and_so_is_the_way_back() {
    history().record(round(MASTER, NOON, "r", RequirementState.FAILED, List.of()));

    assertThat(history().record(round(MASTER, NOON, "other", RequirementState.FAILED, List.of())))
        .isPresent();
    assertThat(history().record(round(MASTER, NOON, "other", RequirementState.WAIVED, List.of())))
        .isPresent();
    assertThat(history().record(round(MASTER, NOON, "r", RequirementState.FAILED, List.of())))
        .isPresent();
  }

  @Test
  default void releases_do_not_hide_each_other() {
    history().record(round(MASTER, NOON, "r", RequirementState.FAILED, List.of()));
    assertThat(history().record(round(ZED, NOON, "r", RequirementState.FAILED, List.of())))
        .isPresent();
    assertThat(history().record(round(MASTER, NOON, "r", RequirementState.FAILED, List.of())))
        .isEmpty();
  }

  @Test
  default void a_round_of_which_an_effect_came_to_its_end_is_always_recorded() {
    for (int times = 0; times < 2; times++) {
      assertThat(withEffect(new Outcome.Done("promoted"))).isPresent();
    }
  }

  @Test
  default void what_waits_as_in_the_round_before_is_recorded_once() {
    assertThat(withEffect(new Outcome.Retry("503 at noon"))).isPresent();
    assertThat(withEffect(new Outcome.Retry("503 later"))).isEmpty();
    assertThat(withEffect(new Outcome.Done("promoted"))).isPresent();
    assertThat(withEffect(new Outcome.Retry("503"))).isPresent();
  }

  private Optional<Long> withEffect(Outcome outcome) {
    List<TargetReport.Effect> effects = List.of(new TargetReport.Effect("promote", outcome));
    return history().record(round(MASTER, NOON, "r", RequirementState.MET, effects));
  }

  @Test
  default void neither_a_dry_run_nor_a_refused_release_is_recorded() {
    ReleaseReport real = round(MASTER, NOON, "r", RequirementState.MET, List.of());
    ReleaseReport dry = new ReleaseReport(MASTER, "f", "", real.targets(), true, NOON, LATER);

    assertThat(history().record(dry)).isEmpty();
    assertThat(history().record(ReleaseReport.refused(MASTER, "f", "broken", NOON))).isEmpty();
    assertThat(history().entries(Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void a_stored_round_tells_of_its_plans_that_have_ended_and_of_no_others() {
    long told = closedPlan();
    long ofAnotherRound = closedPlan();
    long open = journal().open(Samples.plan(MASTER, "r"), List.of(), NOON);
    ReleaseReport report =
        withPlans(round(MASTER, NOON, "r", RequirementState.MET, List.of()), told, open);

    assertThat(history().record(report)).isPresent();

    assertThat(journal().unfinished(MASTER))
        .extracting(OpenPlan::id)
        .containsExactly(ofAnotherRound, open);
  }

  @Test
  default void a_round_that_is_not_stored_leaves_its_plans_untold() {
    long plan = closedPlan();
    ReleaseReport real = round(MASTER, NOON, "r", RequirementState.MET, List.of());

    assertThat(
            history()
                .record(
                    new ReleaseReport(
                        MASTER, "f", "", real.targets(), true, NOON, LATER, List.of(plan))))
        .isEmpty();

    assertThat(journal().unfinished(MASTER)).extracting(OpenPlan::id).containsExactly(plan);
  }

  private long closedPlan() {
    long id = journal().open(Samples.plan(MASTER, "r"), List.of(), NOON);
    journal().close(id, PlanState.COMPLETED, LATER);
    return id;
  }

  private static ReleaseReport withPlans(ReleaseReport report, Long... plans) {
    return new ReleaseReport(
        report.release(),
        report.file(),
        report.error(),
        report.targets(),
        report.dryRun(),
        report.startedAt(),
        report.finishedAt(),
        List.of(plans));
  }

  @Test
  default void entries_are_newest_first_per_target_filtered_and_limited() {
    long first =
        history().record(round(MASTER, NOON, "1", RequirementState.MET, List.of())).orElseThrow();
    long other =
        history().record(round(ZED, NOON, "2", RequirementState.MET, List.of())).orElseThrow();
    long last =
        history().record(round(MASTER, LATER, "3", RequirementState.MET, List.of())).orElseThrow();

    assertThat(history().entries(Optional.empty(), 100))
        .extracting(Entry::round)
        .containsExactly(last, last, other, other, first, first);
    assertThat(history().entries(Optional.of(MASTER), 3))
        .extracting(Entry::round)
        .containsExactly(last, last, first);
    assertThat(history().entries(Optional.of(ZED), 100))
        .containsExactly(
            new Entry(
                other, ZED, NOON, "current-tripleo", TargetOutcome.NOT_PROMOTED, "", "p", "2"),
            new Entry(
                other,
                ZED,
                NOON,
                "current-tripleo [tripleo]",
                TargetOutcome.NOT_PROMOTED,
                "",
                "p",
                "2"));
  }

  private static ReleaseReport round(
      ReleaseName release,
      Instant at,
      String reason,
      RequirementState state,
      List<TargetReport.Effect> effects) {
    return new ReleaseReport(
        release,
        "file.ini",
        "",
        List.of(
            target(release, "", at, reason, state, effects),
            target(release, "tripleo", at, reason, state, effects)),
        false,
        at.minusSeconds(5),
        at);
  }

  private static TargetReport target(
      ReleaseName release,
      String component,
      Instant at,
      String reason,
      RequirementState state,
      List<TargetReport.Effect> effects) {
    Facts facts =
        new Facts(
            release,
            "dlrn",
            new Target(TARGET, SOURCE, component, List.of(new Requirement("job"))),
            COMMIT,
            new Standing(Relation.NEWER, "p"),
            List.of(),
            List.of(),
            List.of(),
            new Moment(at, ZoneOffset.UTC));
    Judgement judgement =
        new Judgement(
            COMMIT,
            new Decision.Wait("a rule", "why"),
            List.of(new RequirementReport("job", state, List.of())));
    return new TargetReport(
        TARGET,
        SOURCE,
        component,
        TargetOutcome.NOT_PROMOTED,
        "",
        "p",
        reason,
        List.of(new TargetReport.Judged(facts, judgement)),
        effects,
        false);
  }
}
