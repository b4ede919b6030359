package dev.promoter.remote.shaman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.fakes.SettableClock;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.shaman.ShamanWait.Limits;
import dev.promoter.remote.shaman.ShamanWait.Result;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.ShamanServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShamanWaitTest {
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final ShamanServer.Place CENTOS =
      new ShamanServer.Place("reef", SHA1, "centos", "9", "default");
  private static final ShamanServer.Place JAMMY =
      new ShamanServer.Place("reef", SHA1, "ubuntu", "jammy", "default");
  private static final List<String> ARCHS = List.of("x86_64");

  private final SettableClock clock = new SettableClock("2026-11-21T12:00:00Z");
  private final ShamanServer server = ShamanServer.start(0, clock);
  private final Http http = new Http(HttpSettings.standard().withRetries(0, Duration.ZERO));
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Runnable> story = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private Result await(int timeout, boolean afterFailure) throws InterruptedException {
    ShamanWait wait =
        new ShamanWait(
            new ShamanClient(WebAddress.of(server.address()), http),
            clock,
            this::pause,
            new Limits(Duration.ofSeconds(timeout), Duration.ofSeconds(60), afterFailure));
    Wanted wanted =
        new Wanted(
            "reef",
            SHA1,
            Platform.parseAll("ubuntu-jammy-default,centos-9-default"),
            "x86_64",
            true);
    return wait.await(
        wanted, all -> all.forEach(platform -> seen.add(platform.state().toString())));
  }

  private void pause(Duration time) {
    pauses.add(time);
    clock.advance(time);
    if (!story.isEmpty()) {
      story.remove(0).run();
    }
  }

  @Test
  void what_is_ready_at_once_is_not_waited_for() throws InterruptedException {
    server.repository(CENTOS, "ready", ARCHS);
    server.repository(JAMMY, "ready", ARCHS);

    assertThat(await(0, false).ready()).isTrue();
    assertThat(pauses).isEmpty();
  }

  @Test
  void all_platforms_are_waited_for() throws InterruptedException {
    server.repository(CENTOS, "building", ARCHS);
    story.add(() -> server.repository(CENTOS, "ready", ARCHS));
    story.add(() -> server.repository(JAMMY, "building", ARCHS));
    story.add(() -> server.repository(JAMMY, "ready", ARCHS));

    assertThat(await(3600, false).ready()).isTrue();
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(60));
    assertThat(seen)
        .containsExactly(
            "ABSENT", "BUILDING", "ABSENT", "READY", "BUILDING", "READY", "READY", "READY");
  }

  @Test
  void the_last_look_is_when_the_time_is_up() throws InterruptedException {
    Result result = await(130, false);

    assertThat(result.ready()).isFalse();
    assertThat(result.sentence()).contains("not ready after 130 seconds", "ubuntu-jammy-default");
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(10));
  }

  @Test
  void a_failure_ends_the_wait_early_and_names_the_platform() throws InterruptedException {
    story.add(() -> server.repository(CENTOS, "failed", ARCHS));

    Result result = await(3600, false);

    assertThat(pauses).hasSize(1);
    assertThat(result.sentence()).contains("will not become ready", "centos-9-default", "failed");
  }

  @Test
  void a_failure_is_outwaited_where_that_is_wanted() throws InterruptedException {
    server.repository(CENTOS, "failed", ARCHS);
    server.repository(JAMMY, "ready", ARCHS);
    story.add(() -> server.repository(CENTOS, "ready", ARCHS));

    assertThat(await(3600, true).ready()).isTrue();
  }

  @Test
  void an_outage_is_asked_less_and_less_often_and_survived() throws InterruptedException {
    server.repository(CENTOS, "ready", ARCHS);
    server.repository(JAMMY, "ready", ARCHS);
    server.intercept(
        Interceptor.beforeEffect(r -> Intervention.answer(Answer.html(500, "broken"))));
    for (int i = 0; i < 3; i++) {
      story.add(() -> {});
    }
    story.add(() -> server.intercept(Interceptor.NONE));

    assertThat(await(36000, false).ready()).isTrue();
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(60L, 180L, 420L, 480L);
  }

  @Test
  void limits_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> new Limits(Duration.ofSeconds(-1), Duration.ofSeconds(1), false))
        .hasMessageContaining("time-out");
    assertThatThrownBy(() -> new Limits(Duration.ZERO, Duration.ZERO, false))
        .hasMessageContaining("interval");
  }
}
