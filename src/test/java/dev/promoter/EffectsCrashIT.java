package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.EffectsLane.End;
import dev.promoter.store.SharedClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL before and after every journal write and in the midst of every request to registries,
 * SFTP server and DLRN while containers, disk images and link move. Another round then leads to the
 * end of a round that nobody disturbed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectsCrashIT {
  private static final int AT_A_TIME = 2;
  private static final String EFFECTS = "rename|symlink|remove|mkdir|rmdir|extended|write";

  @TempDir private static Path directory = Path.of("");
  private final AtomicInteger directories = new AtomicInteger();
  private final BlockingQueue<EffectsLane> lanes = new LinkedBlockingQueue<>();
  private SharedClasses shared;
  private List<CrashPoint> points;
  private End undisturbed;

  @BeforeAll
  void one_round_goes_undisturbed() {
    shared = SharedClasses.in(directory);
    EffectsLane lane = lane();
    points = lane.undisturbed();
    undisturbed = lane.end();
    shared.layDown();
    lanes.add(lane);
    for (int i = 1; i < AT_A_TIME; i++) {
      lanes.add(lane());
    }
  }

  @AfterAll
  void close() {
    lanes.forEach(EffectsLane::close);
  }

  private EffectsLane lane() {
    return new EffectsLane(directory.resolve("lane-" + directories.incrementAndGet()), shared);
  }

  @Test
  void an_undisturbed_round_moves_everything_the_link_last() {
    assertThat(undisturbed)
        .isEqualTo(
            new End(
                "young",
                true,
                "young",
                "old",
                List.of("previous-" + Stage.TARGET, Stage.TARGET),
                List.of("previous-" + Stage.TARGET + " old", Stage.TARGET + " young"),
                0));
    assertThat(points.stream().map(CrashPoint::place))
        .anyMatch(place -> place.contains("east PUT"))
        .anyMatch(place -> place.contains("source PUT"))
        .anyMatch(place -> place.contains("sftp symlink"));
  }

  @TestFactory
  Stream<DynamicTest> killed_anywhere_everything_ends_as_if_nobody_had_killed_the_process() {
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    List<DynamicTest> tests =
        points.stream()
            .filter(EffectsCrashIT::different)
            .map(point -> test(point, pool.submit(() -> killAndGoOn(point))))
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

  /** On one of the lanes; after a fault that one is not used any more. */
  private boolean killAndGoOn(CrashPoint point) throws InterruptedException {
    EffectsLane lane = lanes.take();
    boolean good = false;
    try {
      lane.killAndGoOn(point);
      assertThat(lane.end()).isEqualTo(undisturbed);
      good = true;
      return true;
    } finally {
      if (!good) {
        lane.close();
      }
      lanes.add(good ? lane : lane());
    }
  }
}
