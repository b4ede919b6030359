package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.LinkName;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.engine.WatchedJournal.ProcessDied;
import dev.promoter.fakes.RecordingRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the process everywhere and starts another. The runners act blindly, so that any action the
 * engine repeats leaves one more row behind.
 */
class CrashTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void without_a_crash_every_link_moves_once(int actions) {
    House house = new House(actions);

    house.live();

    assertThat(house.bench.links.rows("current")).containsExactly(OLD, A);
    assertThat(house.bench.log).hasSize(2 + 3 * actions);
    assertThat(house.world()).hasSize(1 + actions); // and the source
  }

  @ParameterizedTest
  @MethodSource("everyBoundary")
  void a_crash_at_any_journal_write_changes_nothing_in_the_end(
      int actions, int write, boolean kept) {
    House house = new House(actions);
    house.bench.journal.dieAt(write, kept);
    house.dieOnce();

    house.live();

    house.assertAsUndisturbed(actions);
  }

  @ParameterizedTest
  @MethodSource("everyBoundary")
  void a_second_crash_at_any_write_of_the_recovery_changes_nothing_either(
      int actions, int write, boolean kept) {
    for (int second = 1; second <= writes(actions); second++) {
      for (boolean secondKept : new boolean[] {true, false}) {
        House house = new House(actions);
        house.bench.journal.dieAt(write, kept);
        house.dieOnce();
        house.bench.journal.dieAt(second, secondKept);
        house.liveOrDie();
        house.bench.journal.dieAt(Integer.MAX_VALUE, false);

        house.live();

        house.assertAsUndisturbed(actions);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyAction")
  void a_crash_before_or_after_the_effect_of_any_action_changes_nothing_in_the_end(
      int actions, int victim, boolean afterEffect) {
    House house = new House(actions);
    RecordingRunner runner = house.runners.get(victim);
    if (afterEffect) {
      runner.dieAfter(new ProcessDied());
    } else {
      runner.dieBefore(new ProcessDied());
    }
    house.dieOnce();

    house.live();

    house.assertAsUndisturbed(actions);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void a_crash_after_the_last_journal_write_and_before_the_history_loses_nothing(int actions) {
    House house = new House(actions);
    house.liveWithoutHistory();
    house.liveWithoutHistory();
    assertThat(house.bench.told()).isEmpty();

    house.live();

    house.assertAsUndisturbed(actions);
  }

  static Stream<Arguments> everyBoundary() {
    return IntStream.rangeClosed(1, 4)
        .boxed()
        .flatMap(
            actions ->
                IntStream.rangeClosed(1, writes(actions))
                    .boxed()
                    .flatMap(write -> bothWays(actions, write)));
  }

  static Stream<Arguments> everyAction() {
    return IntStream.rangeClosed(1, 4)
        .boxed()
        .flatMap(
            actions ->
                IntStream.range(0, actions).boxed().flatMap(action -> bothWays(actions, action)));
  }

  private static Stream<Arguments> bothWays(int actions, int place) {
    return Stream.of(true, false).map(way -> Arguments.of(actions, place, way));
  }

  /** Open, two per action, close. */
  private static int writes(int actions) {
    return 2 + 2 * actions;
  }

  private record Told(
      List<Judged> judged,
      TargetOutcome outcome,
      String promoted,
      String previous,
      List<String> effects) {}

  /** A plan of so many actions, the decisive one as late as a real plan has it. */
  private static final class House {
    private final Bench bench = new Bench().withOnePromotion();
    private final List<RecordingRunner> runners;

    House(int actions) {
      List<RecordingRunner> chosen = new ArrayList<>();
      if (actions >= 3) {
        chosen.add(RecordingRunner.marking("containers", bench.links, bench.log));
      }
      chosen.add(bench.promote);
      if (actions >= 2) {
        chosen.add(bench.keep);
      }
      if (actions >= 4) {
        chosen.add(RecordingRunner.marking("mail", bench.links, bench.log));
      }
      runners = chosen.stream().map(RecordingRunner::blunt).toList();
      bench.runners = List.copyOf(runners);
    }

    void live() {
      assertThat(bench.round().failed()).isFalse();
    }

    /** The process dies when all is done and only the history is not written. */
    void liveWithoutHistory() {
      assertThat(bench.cycle().run(bench.release(), bench.stop).failed()).isFalse();
    }

    void liveOrDie() {
      try {
        bench.round();
      } catch (ProcessDied e) {
        assertThat(e).isNotNull();
      }
    }

    void dieOnce() {
      assertThatThrownBy(bench::round).isInstanceOf(ProcessDied.class);
    }

    Map<LinkName, List<Candidate>> world() {
      return bench.links.everything();
    }

    void assertAsUndisturbed(int actions) {
      House undisturbed = new House(actions);
      undisturbed.live();
      assertThat(world()).isEqualTo(undisturbed.world());
      assertThat(bench.openPlans()).isEmpty();
      assertThat(bench.log).filteredOn("closed COMPLETED"::equals).hasSize(1);
      assertThat(story()).isEqualTo(undisturbed.story()).hasSize(1);
    }

    /** What the history knows of decisions to promote: the facts, and what became of them. */
    List<Told> story() {
      return bench.told().stream()
          .flatMap(round -> round.targets().stream())
          .filter(target -> target.judged().stream().anyMatch(House::passed))
          .map(House::told)
          .toList();
    }

    private static boolean passed(Judged judged) {
      return judged.judgement().decision() instanceof Decision.Promote;
    }

    private static Told told(TargetReport target) {
      return new Told(
          target.judged(),
          target.outcome(),
          target.promoted(),
          target.previous(),
          target.effects().stream()
              .map(effect -> effect.title() + " " + effect.outcome().achieved())
              .toList());
    }
  }
}
