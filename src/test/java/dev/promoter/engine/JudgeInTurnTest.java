package dev.promoter.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeInTurnTest {
  private static final Duration FOR_EVER = Duration.ofHours(1);
  private static final Facts FACTS = facts();
  private static final Judgement JUDGEMENT =
      new Judgement(FACTS.candidate(), new Decision.Wait("any rule", "any reason"), List.of());

  private final ExecutorService rounds = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    rounds.shutdownNow();
  }

  @Test
  void no_more_judge_at_a_time_than_have_a_turn() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier pair = new CyclicBarrier(2); // both turns are taken at a time, or nobody gets on
    Judge judge =
        inTurn(
            FOR_EVER,
            facts -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              meet(pair);
              now.decrementAndGet();
              return JUDGEMENT;
            });

    List<Future<Judgement>> all =
        IntStream.range(0, 40).mapToObj(i -> rounds.submit(() -> judge.judge(FACTS))).toList();

    for (Future<Judgement> each : all) {
      assertThat(each.get()).isEqualTo(JUDGEMENT);
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void judgements_that_hang_keep_no_other_waiting() throws Exception {
    CountDownLatch hanging = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Judge judge =
        inTurn(
            Duration.ofMillis(1),
            facts -> {
              if (calls.getAndIncrement() < 2) {
                hanging.countDown();
                await(end);
              }
              return JUDGEMENT;
            });
    List<Future<Judgement>> hung =
        List.of(rounds.submit(() -> judge.judge(FACTS)), rounds.submit(() -> judge.judge(FACTS)));
    await(hanging);

    for (int i = 0; i < 5; i++) {
      assertThat(judge.judge(FACTS)).isEqualTo(JUDGEMENT);
    }

    end.countDown();
    for (Future<Judgement> each : hung) {
      assertThat(each.get()).isEqualTo(JUDGEMENT);
    }
  }

  @Test
  void a_turn_comes_back_from_a_judge_that_fails() {
    Judge judge =
        inTurn(
            FOR_EVER,
            facts -> {
              throw new IllegalStateException("broken");
            });

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> judge.judge(FACTS)).hasMessage("broken");
    }
  }

  @Test
  void a_round_that_was_interrupted_judges_and_stays_interrupted() {
    Judge judge = inTurn(FOR_EVER, facts -> JUDGEMENT);
    Thread.currentThread().interrupt();

    assertThat(judge.judge(FACTS)).isEqualTo(JUDGEMENT);

    assertThat(Thread.interrupted()).isTrue();
  }

  private static Judge inTurn(Duration patience, Judge judge) {
    return new JudgeInTurn(judge, 2, patience);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Facts facts() {
    String hash = "a".repeat(40);
    return new Facts(
        new ReleaseName("master"),
        "dlrn",
        new Target(
            new LinkName("current-tripleo"),
            new LinkName("testing"),
            "",
            List.of(new Requirement("job", List.of()))),
        new CommitCandidate(new CommitHash(hash, hash, ""), ""),
        new Standing(Relation.NEWER, "none"),
        List.of(),
        List.of(),
        List.of(),
        new Moment(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC));
  }
}
