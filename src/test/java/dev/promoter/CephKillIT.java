package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL to a process that acts for a release of Ceph: at every journal write, and in the middle
 * of each call that changes something at Jenkins or in the tracker, before its effect and between
 * its effect and its answer; where the tracker's description is written, also after each look at
 * it. Then a person edits the description. Later rounds lead where rounds lead that nobody killed:
 * one build, each suite once, no mail and no note twice, one block of the description, and around
 * it what people wrote.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CephKillIT {
  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
          .withPerMethodLifecycle(false);

  @TempDir private static Path directory = Path.of("");
  private final AtomicInteger directories = new AtomicInteger();
  private SharedClasses shared = new SharedClasses(directory, "");

  /**
   * What the process does.
   *
   * @param telling how it tells the tracker
   * @param story what it finds
   * @param where it may be killed, of all places it comes to
   * @param calls of the program that schedules, all in all
   * @param mails all in all
   */
  private record Plot(
      Telling telling,
      Consumer<ActingStage> story,
      Predicate<CrashPoint> where,
      int calls,
      int mails) {}

  /** What is there at last, and how many mails came. */
  private record End(ActingStage.End outside, int mails) {}

  /** What is to be seen of a watch when its process has ended. */
  private interface Look {
    void at(CrashWatch watch);
  }

  @BeforeAll
  void the_classes_of_a_round_are_laid_down() {
    shared = SharedClasses.in(directory);
    Plot round = new Plot(Telling.BLOCK, CephKillIT::failure, point -> false, 1, 2);
    end(round, Optional.empty(), watch -> shared.layDown());
  }

  @TestFactory
  Stream<DynamicTest> killed_while_suites_are_scheduled_and_noted() {
    return everywhere(
        new Plot(Telling.NOTES, CephKillIT::beginning, CephKillIT::changesSomething, 2, 0));
  }

  @TestFactory
  Stream<DynamicTest> killed_while_a_failure_is_rerun_and_mailed_and_shown_in_the_description() {
    return everywhere(
        new Plot(
            Telling.BLOCK,
            CephKillIT::failure,
            point -> changesSomething(point) || looksAtTracker(point),
            1,
            2));
  }

  private static void beginning(ActingStage acts) {
    acts.option("skip_build", "no").suites("rados", "rgw");
    acts.ceph.ready(acts.ceph.commit("first"));
  }

  private static void failure(ActingStage acts) {
    acts.mailServer(MAIL.getSmtp().getPort());
    acts.option("skip_build", "no").option("rerun", "auto").suites("rados", "rgw");
    String sha1 = acts.ceph.commit("first");
    acts.ceph.ready(sha1);
    acts.ceph.passed("rgw", sha1, 1, "x");
    acts.ceph.failed("rados", sha1, 2, "a");
  }

  private Stream<DynamicTest> everywhere(Plot plot) {
    List<CrashPoint> course = new ArrayList<>();
    End undisturbed = end(plot, Optional.empty(), watch -> course.addAll(watch.promotionPhase()));
    List<CrashPoint> points = course.stream().filter(plot.where()).toList();
    assertThat(undisturbed.outside().builds()).isOne();
    assertThat(undisturbed.outside().calls()).hasSize(plot.calls());
    assertThat(undisturbed.mails()).isEqualTo(plot.mails());
    assertThat(points.stream().map(CrashPoint::place))
        .anyMatch(place -> place.contains("jenkins POST"))
        .anyMatch(place -> place.contains("redmine PUT"));
    return points.stream()
        .map(
            point ->
                DynamicTest.dynamicTest(
                    "killed " + point,
                    () ->
                        assertThat(
                                end(
                                    plot,
                                    Optional.of(point),
                                    watch -> assertThat(watch.struck()).isTrue()))
                            .isEqualTo(undisturbed)));
  }

  private static boolean changesSomething(CrashPoint point) {
    return point.ofJournal() || point.place().matches(".* (POST|PUT|DELETE) .*");
  }

  /** One side is enough: a look has no effect. */
  private static boolean looksAtTracker(CrashPoint point) {
    return point.place().startsWith(CrashPoint.AFTER_REQUEST + "redmine GET");
  }

  private End end(Plot plot, Optional<CrashPoint> victim, Look look) {
    Path own = directory.resolve("story-" + directories.incrementAndGet());
    int mailsBefore = MAIL.getReceivedMessages().length;
    try (ActingStage acts = new ActingStage(own, Instant.now().truncatedTo(ChronoUnit.SECONDS))) {
      acts.option("redmine_mode", plot.telling().option()).tracked();
      plot.story().accept(acts);
      look.at(killed(acts, own, victim));
      acts.clock.set(Instant.now()); // a text is never replaced by an older one
      String people = acts.peopleWrite();
      acts.disturbedRound();
      acts.disturbedRound();
      return new End(
          acts.end(plot.telling(), people), MAIL.getReceivedMessages().length - mailsBefore);
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
