package dev.promoter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.promoter.config.Configuration;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Vote;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A chat room while a daemon that tells it of its releases runs, ends and runs again. */
class NotificationsTest {
  private static final String RELEASE = "master";
  private static final String HOOK = "/hooks/T0P-S3CRET";

  @RegisterExtension
  static final WireMockExtension ROOM =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  @TempDir private Path directory;
  private final List<ReleaseReport> rounds = new CopyOnWriteArrayList<>();
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private Stage stage;
  private DlrnBuilder builder;
  private Build waiting;

  @BeforeEach
  void prepare() {
    ROOM.stubFor(post(urlEqualTo(HOOK)).willReturn(aResponse().withBody("ok")));
    stage = new Stage(directory, InstantSource.system());
    Path secret = directory.resolve("hook");
    Stage.write(secret, ROOM.baseUrl() + HOOK + "\n");
    stage.daemonFile(
        """
        [secrets]
        CHAT_URL: %s

        [notify room]
        kind: webhook
        url_secret: CHAT_URL
        pause: 1s
        """
            .formatted(secret));
    builder = stage.builder(RELEASE);
    stage.release(RELEASE, builder, "schedule: 1s", Stage.CRITERIA);
    waiting = stage.candidate(builder, "waiting", 5, Stage.JOB);
    builder.vote(waiting, Vote.failure(Stage.OTHER_JOB, stage.hoursAgo(4)));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void a_blockage_its_end_and_a_promotion_are_told_once_each_whatever_is_restarted() {
    during(() -> Await.until("the blockage is told", () -> told().size() == 1));
    assertThat(told().get(0))
        .contains(
            "[promoter] master " + Stage.TARGET + ": blocked: " + Stage.OTHER_JOB + " failed");

    int before = rounds.size();
    during(() -> Await.until("three more rounds ended", () -> rounds.size() > before + 3));
    assertThat(told()).as("a restart repeats nothing").hasSize(1);

    builder.vote(waiting, Vote.success(Stage.OTHER_JOB, stage.hoursAgo(0)));
    during(() -> Await.until("end and promotion are told", () -> told().size() == 3));
    assertThat(told())
        .anySatisfy(text -> assertThat(text).contains(Stage.TARGET + ": recovered: all is well"))
        .anySatisfy(text -> assertThat(text).contains("(promotions): promoted "));
    assertThat(stage.log()).doesNotContain("S3CRET");
  }

  private void during(Runnable events) {
    Daemon daemon =
        new Daemon(stage.place(), stage.options(), stage.outside(System.out), rounds::add);
    Configuration configuration = stage.place().read(false, stage.outside(System.out));
    Thread thread = new Thread(() -> daemon.run(configuration), "daemon under test");
    thread.setUncaughtExceptionHandler((where, what) -> fault.set(what));
    thread.start();
    try {
      events.run();
    } finally {
      daemon.stop();
      Await.until("the daemon ended", () -> !thread.isAlive());
    }
    assertThat(fault.get()).isNull();
  }

  private static List<String> told() {
    return ROOM.findAll(postRequestedFor(urlEqualTo(HOOK))).stream()
        .map(LoggedRequest::getBodyAsString)
        .toList();
  }
}
