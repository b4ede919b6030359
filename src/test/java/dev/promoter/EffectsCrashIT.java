package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.EffectsScene.End;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL before and after every journal write and in the midst of every request to registries,
 * SFTP server and DLRN while containers, disk images and link move. Another round then leads to the
 * end of a round that nobody disturbed.
 */
class EffectsCrashIT {
  private static final int AT_A_TIME = 2;
  private static final String EFFECTS = "rename|symlink|remove|mkdir|rmdir|extended|write";
  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  @TempDir static Path directory;

  @Test
  void an_undisturbed_round_moves_everything_the_link_last() {
    try (EffectsScene scene = scene()) {
      Build young = begin(scene);

      List<CrashPoint> points = scene.round(Optional.empty()).promotionPhase();

      assertThat(scene.completeFor(young)).isTrue();
      assertThat(scene.builder.link(Stage.TARGET)).contains(young);
      assertThat(scene.end().openPlans()).isZero();
      assertThat(points.stream().map(CrashPoint::place))
          .anyMatch(place -> place.contains("east PUT"))
          .anyMatch(place -> place.contains("source PUT"))
          .anyMatch(place -> place.contains("sftp symlink"));
    }
  }

  @TestFactory
  Stream<DynamicTest> killed_anywhere_everything_ends_as_if_nobody_had_killed_the_process() {
    List<CrashPoint> points;
    End undisturbed;
    try (EffectsScene scene = scene()) {
      begin(scene);
      points =
          scene.round(Optional.empty()).promotionPhase().stream()
              .filter(EffectsCrashIT::different)
              .toList();
      undisturbed = scene.end();
    }
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    List<DynamicTest> tests =
        points.stream()
            .map(point -> test(point, pool.submit(() -> killAndGoOn(point, undisturbed))))
            .toList();
    pool.shutdown(); // what was submitted is still done
    return tests.stream();
  }

  /** A request that only reads has no effect that could lie before or after the kill. */
  private static boolean different(CrashPoint point) {
    boolean after = point.place().startsWith(CrashPoint.AFTER_REQUEST);
    return !after
        || point.place().matches(".* (PUT|POST|PATCH|DELETE) .*|.* sftp (" + EFFECTS + ")");
  }

  private static DynamicTest test(CrashPoint point, Future<?> done) {
    return DynamicTest.dynamicTest("killed " + point, () -> await(done));
  }

  private static void await(Future<?> done) throws Throwable {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static void killAndGoOn(CrashPoint point, End undisturbed) {
    try (EffectsScene scene = scene()) {
      Build young = begin(scene);
      assertThat(scene.round(Optional.of(point)).struck()).as("it came to this place").isTrue();
      if (scene.builder.link(Stage.TARGET).filter(young::equals).isPresent()) {
        assertThat(scene.completeFor(young)).as("what the link points at").isTrue();
      }
      scene.stage.server.intercept(completeWhenPromoted(scene, young));

      Ran again = scene.stage.once();

      assertThat(again.exit()).as(again.out() + again.err()).isZero();
      assertThat(scene.end()).isEqualTo(undisturbed);
    }
  }

  /** The link must not move before everything else has: otherwise DLRN answers in disbelief. */
  private static Interceptor completeWhenPromoted(EffectsScene scene, Build young) {
    return Interceptor.beforeEffect(
        request ->
            promotes(request) && !scene.completeFor(young)
                ? Intervention.answer(Answer.json(500, "{\"message\":\"incomplete set\"}"))
                : Intervention.PASS);
  }

  private static boolean promotes(Request request) {
    return request.writes()
        && request.path().endsWith("/api/promote")
        && !request.body().contains("previous-");
  }

  /** The older build stands everywhere, the younger is ready. */
  private static Build begin(EffectsScene scene) {
    Build old = scene.candidate("old");
    Ran first = scene.stage.once();
    assertThat(scene.completeFor(old)).as(first.out() + first.err()).isTrue();
    return scene.candidate("young");
  }

  private static EffectsScene scene() {
    return new EffectsScene(directory.resolve("scene-" + DIRECTORIES.incrementAndGet()));
  }
}
