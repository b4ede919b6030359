package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.CrashScene.End;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real process, a real SIGKILL, everywhere: before and after every journal write, and in the
 * midst of every request of the promotion phase, before its effect and between effect and answer.
 * Another round then has to lead to the very end of a round that nobody disturbed. Where a process
 * can be killed is taken from such a round, so that no place is forgotten.
 */
class CrashIT {
  private static final int AT_A_TIME = 2;
  private static final int STUCK_MINUTES = 10;
  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  @TempDir static Path directory;

  /** An undisturbed round: the places it came to, and what it left. */
  private record Course(List<CrashPoint> points, End end) {}

  @TestFactory
  Stream<DynamicTest> a_chain_of_two_targets_ends_as_if_nobody_had_killed_the_process() {
    return everywhere(CrashStory.CHAIN_OF_TWO_TARGETS);
  }

  @TestFactory
  Stream<DynamicTest> an_aggregate_ends_as_if_nobody_had_killed_the_process() {
    return everywhere(CrashStory.AGGREGATE);
  }

  /** Whatever the tests above compare with has to be right itself. */
  @ParameterizedTest
  @EnumSource
  void an_undisturbed_round_moves_every_target_and_keeps_what_stood_there(CrashStory story) {
    try (CrashScene scene = scene(story)) {
      List<String> incumbents = standing(scene, story, "");

      List<CrashPoint> points = scene.undisturbed().promotionPhase();

      assertThat(standing(scene, story, "")).containsOnly(scene.candidate());
      assertThat(standing(scene, story, "previous-")).isEqualTo(incumbents).doesNotContain("");
      assertThat(scene.end().openPlans()).isEmpty();
      assertThat(scene.end().promotions()).hasSameSizeAs(story.targets());
      int targets = story.targets().size();
      // open, beginning and end of two actions, close: each has two sides
      assertThat(points.stream().filter(CrashPoint::ofJournal)).hasSize(targets * 12);
      assertThat(points.stream().filter(CrashPoint::beforeWrite)).hasSize(targets * 2);
    }
  }

  private static List<String> standing(CrashScene scene, CrashStory story, String prefix) {
    return story.targets().stream().map(target -> scene.standing(prefix + target)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void a_kill_in_the_first_write_leaves_nothing_half_done_if_the_server_never_got_it(
      CrashStory story) {
    CrashPoint firstWrite =
        course(story).points().stream().filter(CrashPoint::beforeWrite).findFirst().orElseThrow();
    try (CrashScene scene = scene(story)) {
      List<String> rows = scene.rows();
      var links = scene.links();

      assertThat(scene.killedAt(firstWrite).struck()).isTrue();

      assertThat(scene.rows()).isEqualTo(rows);
      assertThat(scene.links()).isEqualTo(links);
      assertThat(scene.end().openPlans())
          .singleElement()
          .satisfies(
              plan -> {
                assertThat(plan.steps().get(0).inDoubt()).isTrue();
                assertThat(plan.steps().get(1).startedAt()).isEmpty();
              });
    }
  }

  private static Stream<DynamicTest> everywhere(CrashStory story) {
    Course course = course(story);
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    List<DynamicTest> tests =
        course.points().stream()
            .map(point -> test(point, pool.submit(() -> killAndGoOn(story, point, course.end()))))
            .toList();
    pool.shutdown(); // what was submitted is still done
    return tests.stream();
  }

  private static DynamicTest test(CrashPoint point, Future<?> done) {
    return DynamicTest.dynamicTest("killed " + point, () -> await(done));
  }

  private static void await(Future<?> done) throws Throwable {
    try {
      done.get(STUCK_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw e.getCause();
    } catch (TimeoutException e) {
      throw new AssertionError("it neither got to this place nor ended", e);
    }
  }

  private static void killAndGoOn(CrashStory story, CrashPoint point, End undisturbed) {
    try (CrashScene scene = scene(story)) {
      assertThat(scene.killedAt(point).struck()).as("the round came to this place").isTrue();

      scene.again();

      End end = scene.end();
      assertThat(end.rows()).as("rows of promotions").isEqualTo(undisturbed.rows());
      assertThat(end.links()).as("links").isEqualTo(undisturbed.links());
      assertThat(end.openPlans()).as("open plans").isEmpty();
      assertThat(end.promotions()).as("history").isEqualTo(undisturbed.promotions());
    }
  }

  private static Course course(CrashStory story) {
    try (CrashScene scene = scene(story)) {
      List<CrashPoint> points = scene.undisturbed().promotionPhase();
      return new Course(points, scene.end());
    }
  }

  private static CrashScene scene(CrashStory story) {
    return new CrashScene(story, directory.resolve("scene-" + DIRECTORIES.incrementAndGet()));
  }
}
