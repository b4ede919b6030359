package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One release in trouble costs the others nothing. */
class IsolationTest {
  private static final String SLOW = "a-slow";
  private static final String QUICK = "b-quick";

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder slow;
  private DlrnBuilder quick;
  private Build slowBuild;
  private Build quickBuild;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    slow = stage.builder(SLOW);
    quick = stage.builder(QUICK);
    slowBuild = stage.candidate(slow, "slow", 5, Stage.JOB, Stage.OTHER_JOB);
    quickBuild = stage.candidate(quick, "quick", 5, Stage.JOB, Stage.OTHER_JOB);
    stage.release(QUICK, quick);
  }

  @AfterEach
  void close_the_stage() {
    stage.close();
  }

  @Test
  void a_release_whose_server_never_answers_is_given_up_and_the_other_is_promoted() {
    stage.release(SLOW, slow, "round_limit: 2s", Stage.CRITERIA);
    stage.server.intercept(
        Interceptor.beforeEffect(
            request -> isSlow(request) ? Intervention.HANG : Intervention.PASS));

    Ran ran = stage.once();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.release(SLOW).path("error").asText())
        .contains("round_limit")
        .contains("given up");
    assertThat(ran.target(QUICK, Stage.TARGET).path("outcome").asText()).isEqualTo("promoted");
    assertThat(quick.link(Stage.TARGET)).contains(quickBuild);
    assertThat(slow.link(Stage.TARGET)).isEmpty();
  }

  @Test
  void a_release_is_promoted_while_the_one_before_it_still_waits_for_its_server() {
    stage.release(SLOW, slow);
    CountDownLatch promoted = new CountDownLatch(1);
    stage.server.intercept(
        new Interceptor() {
          @Override
          public Intervention before(Request request) {
            if (isSlow(request)) {
              await(promoted);
            }
            return Intervention.PASS;
          }

          @Override
          public Intervention after(Request request, dev.promoter.sandbox.Answer answer) {
            if (!isSlow(request) && request.path().endsWith("/promote")) {
              promoted.countDown();
            }
            return Intervention.PASS;
          }
        });

    Ran ran = stage.once();

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(quick.link(Stage.TARGET)).contains(quickBuild);
    assertThat(slow.link(Stage.TARGET)).contains(slowBuild);
  }

  @Test
  void an_answer_that_takes_too_long_fails_its_release_alone() {
    stage.daemonFile("answer_timeout: 2s\n");
    stage.release(SLOW, slow);
    stage.server.intercept(
        Interceptor.beforeEffect(
            request ->
                isSlow(request) && request.path().endsWith("/promotions")
                    ? Intervention.HANG
                    : Intervention.PASS));

    Ran ran = stage.once();

    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.target(SLOW, Stage.TARGET).path("outcome").asText()).isEqualTo("failed");
    assertThat(ran.target(QUICK, Stage.TARGET).path("outcome").asText()).isEqualTo("promoted");
  }

  private static boolean isSlow(Request request) {
    return request.path().startsWith("/api-" + SLOW);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(90, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
