package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.sandbox.Interceptor;
import dev.promoter.store.ChildJvm;
import dev.promoter.store.SharedClasses;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL to a process that acts for a release of Ceph: at every journal write, and in the middle
 * of each call that changes something at Jenkins or in the tracker, before its effect and between
 * its effect and its answer. Later rounds then lead where rounds lead that nobody killed: one
 * build, each suite once, and no note twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CephKillIT {
  @TempDir private static Path directory = Path.of("");
  private final AtomicInteger directories = new AtomicInteger();
  private SharedClasses shared;
  private List<CrashPoint> points;
  private ActingStage.End undisturbed;

  @BeforeAll
  void one_round_goes_undisturbed() {
    shared = SharedClasses.in(directory);
    List<CrashPoint> course = new ArrayList<>();
    undisturbed =
        end(
            Optional.empty(),
            watch -> {
              course.addAll(watch.promotionPhase());
              shared.layDown();
            });
    points = course.stream().filter(CephKillIT::changesSomething).toList();
    assertThat(undisturbed.builds()).isOne();
    assertThat(undisturbed.calls()).hasSize(2);
    assertThat(points.stream().map(CrashPoint::place))
        .anyMatch(place -> place.contains("jenkins POST"))
        .anyMatch(place -> place.contains("redmine PUT"));
  }

  @TestFactory
  Stream<DynamicTest> killed_anywhere_later_rounds_end_as_if_nobody_had_killed_the_process() {
    return points.stream()
        .map(
            point ->
                DynamicTest.dynamicTest(
                    "killed " + point,
                    () ->
                        assertThat(
                                end(
                                    Optional.of(point),
                                    watch -> assertThat(watch.struck()).isTrue()))
                            .isEqualTo(undisturbed)));
  }

  private static boolean changesSomething(CrashPoint point) {
    return point.ofJournal() || point.place().matches(".* (POST|PUT|DELETE) .*");
  }

  /** What is to be seen of a watch when its process has ended. */
  private interface Look {
    void at(CrashWatch watch);
  }

  private ActingStage.End end(Optional<CrashPoint> victim, Look look) {
    Path own = directory.resolve("story-" + directories.incrementAndGet());
    try (ActingStage acts = new ActingStage(own, Instant.now().truncatedTo(ChronoUnit.SECONDS))) {
      acts.option("redmine_mode", "notes").tracked();
      acts.option("skip_build", "no").suites("rados", "rgw");
      acts.ceph.ready(acts.ceph.commit("first"));
      look.at(killed(acts, own, victim));
      acts.disturbedRound();
      acts.disturbedRound();
      return acts.end();
    }
  }

  private CrashWatch killed(ActingStage acts, Path own, Optional<CrashPoint> victim) {
    List<String> words =
        new ArrayList<>(
            List.of(
                acts.ceph.stage.config().toString(),
                acts.ceph.stage.state().toString(),
                own.resolve("printed.txt").toString()));
    acts.ceph.stage.environment().forEach((name, value) -> words.add(name + "=" + value));
    try (ChildJvm child = ChildJvm.start(shared, CrashChild.class, words.toArray(String[]::new))) {
      CrashWatch watch =
          new CrashWatch(victim, child::kill, text -> text.replaceAll("[0-9a-f]{40}", "SHA1"));
      acts.ceph.jenkins.intercept(watch.at("jenkins"));
      acts.redmine.intercept(watch.at("redmine"));
      for (String line = child.line(); line != null; line = child.line()) {
        if (!watch.reached(line)) {
          child.release();
        }
      }
      child.await();
      acts.ceph.jenkins.intercept(Interceptor.NONE);
      acts.redmine.intercept(Interceptor.NONE);
      return watch;
    }
  }
}
