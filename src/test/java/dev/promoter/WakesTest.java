package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.RoundRunner;
import dev.promoter.engine.StopSignal;
import dev.promoter.fakes.InMemoryStatusBoard;
import dev.promoter.web.Hook;
import dev.promoter.web.News;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakesTest {
  private static final Release RELEASE = release("master", "dlrn", "job-a");

  private final RoundRunner runner =
      new RoundRunner(new InMemoryStatusBoard(), InstantSource.system());
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger ended = new AtomicInteger();
  private volatile boolean leftOut;
  private final Set<ReleaseName> elsewhere = ConcurrentHashMap.newKeySet();
  private final Wakes wakes =
      new Wakes(
          name -> Optional.of(RELEASE).filter(release -> release.name().equals(name)),
          runner,
          this::round,
          (report, release) -> ended.incrementAndGet(),
          elsewhere::add);

  private ReleaseReport round(Release release, StopSignal stop) {
    begun.release();
    mayEnd.acquireUninterruptibly();
    return leftOut
        ? ReleaseReport.leftOut(release.name(), release.file(), Instant.EPOCH)
        : ReleaseReport.refused(release.name(), release.file(), "over", Instant.EPOCH);
  }

  @Test
  void whatever_is_asked_for_while_a_round_runs_is_one_more_round_after_it() {
    assertThat(wakes.asked(RELEASE.name())).isTrue();
    begun.acquireUninterruptibly();
    assertThat(wakes.asked(RELEASE.name())).isFalse();
    assertThat(wakes.asked(RELEASE.name())).isFalse();
    assertThat(wakes.due(RELEASE.name())).isFalse();
    mayEnd.release();
    begun.acquireUninterruptibly();
    mayEnd.release();
    Await.until("both have ended", () -> ended.get() == 2 && !runner.busy(RELEASE.name()));
    assertThat(begun.tryAcquire()).as("a third round").isFalse();
  }

  @Test
  void what_was_asked_for_while_an_order_ran_follows_it() {
    CompletableFuture<ReleaseReport> order = runner.start(RELEASE, this::round);
    begun.acquireUninterruptibly();
    assertThat(wakes.asked(RELEASE.name())).isFalse();
    mayEnd.release();
    order.join();
    wakes.ended(RELEASE.name());
    begun.acquireUninterruptibly();
    mayEnd.release();
    Await.until("its round ended", () -> ended.get() == 1);
  }

  @Test
  void a_release_that_is_not_in_force_gets_no_round() {
    assertThat(wakes.due(new ReleaseName("unknown"))).isFalse();
    assertThat(ended).hasValue(0);
    assertThat(elsewhere).containsExactly(new ReleaseName("unknown"));
  }

  @Test
  void what_was_asked_for_while_another_node_works_is_left_to_whoever_can_do_it() {
    leftOut = true;
    mayEnd.release(2);
    assertThat(wakes.due(RELEASE.name())).isTrue();
    Await.until("it was left out", () -> ended.get() == 1 && !runner.busy(RELEASE.name()));
    assertThat(elsewhere).isEmpty();

    assertThat(wakes.asked(RELEASE.name())).isTrue();
    Await.until("it was left to others", () -> elsewhere.contains(RELEASE.name()));
  }

  @Test
  void a_report_concerns_whom_it_names_else_who_asks_for_its_job_else_all_of_its_kind() {
    Release other = release("zed", "dlrn", "job-b");
    Release ceph = release("ceph/tentacle", "ceph", "rados");
    List<Release> all = List.of(RELEASE, other, ceph);

    assertThat(concerned(all, Hook.Kind.GENERIC, Set.of("zed"), Set.of("job-a")))
        .containsExactlyInAnyOrder("zed");
    assertThat(concerned(all, Hook.Kind.ZUUL, Set.of(), Set.of("job-a")))
        .containsExactlyInAnyOrder("master");
    assertThat(concerned(all, Hook.Kind.DLRN, Set.of(), Set.of("unknown")))
        .containsExactlyInAnyOrder("master", "zed");
    assertThat(concerned(all, Hook.Kind.PADDLES, Set.of(), Set.of()))
        .containsExactlyInAnyOrder("ceph/tentacle");
    assertThat(concerned(all, Hook.Kind.JENKINS, Set.of(), Set.of())).hasSize(3);
    assertThat(concerned(all, Hook.Kind.GENERIC, Set.of("unknown"), Set.of())).isEmpty();
  }

  private static List<String> concerned(
      List<Release> all, Hook.Kind kind, Set<String> names, Set<String> jobs) {
    Set<ReleaseName> named = new HashSet<>();
    names.forEach(name -> named.add(new ReleaseName(name)));
    return Concerned.by(new News(kind, named, jobs), all).stream().map(ReleaseName::value).toList();
  }

  private static Release release(String name, String workflow, String job) {
    return new Release(
        new ReleaseName(name),
        name + ".ini",
        workflow,
        List.of(
            new Target(
                new LinkName("current"),
                new LinkName("testing"),
                "",
                List.of(new Requirement(job)))),
        false,
        1,
        Duration.ofMinutes(5),
        new Settings(Map.of()));
  }
}
