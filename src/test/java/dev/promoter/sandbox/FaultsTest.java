package dev.promoter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000L);

  private final DlrnServer server = DlrnServer.start(0);
  private final DlrnBuilder builder = server.addBuilder("api-x", "x");
  private final Build build = builder.addBuild(Build.named("one"));
  private final Client client = new Client();
  private final String promotion =
      "{\"promote_name\":\"target\",\"commit_hash\":\"%s\",\"distro_hash\":\"%s\"}"
          .formatted(build.commitHash(), build.distroHash());

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private Client.Reply promote() throws IOException {
    return client.post(builder.apiUrl() + "/api/promote", promotion);
  }

  @Test
  void a_cut_before_the_effect_leaves_no_effect_and_no_answer() {
    server.intercept(Interceptor.beforeEffect(request -> Intervention.CUT));

    assertThatThrownBy(this::promote).isInstanceOf(NoHttpResponseException.class);

    assertThat(builder.rows()).isEmpty();
  }

  @Test
  void a_cut_after_the_effect_leaves_the_effect_and_no_answer() {
    server.intercept(Interceptor.afterEffect(request -> Intervention.CUT));

    assertThatThrownBy(this::promote).isInstanceOf(NoHttpResponseException.class);

    assertThat(builder.link("target")).contains(build);
  }

  @Test
  void a_cut_in_the_body_breaks_the_answer_off() {
    server.intercept(Interceptor.afterEffect(request -> Intervention.CUT_IN_BODY));

    assertThatThrownBy(this::promote)
        .isInstanceOf(ConnectionClosedException.class)
        .hasMessageContaining("Premature end");

    assertThat(builder.rows("target")).hasSize(1);
  }

  @Test
  void a_cut_in_the_body_before_the_effect_leaves_no_effect() {
    server.intercept(Interceptor.beforeEffect(request -> Intervention.CUT_IN_BODY));

    assertThatThrownBy(this::promote).isInstanceOf(ConnectionClosedException.class);

    assertThat(builder.rows()).isEmpty();
  }

  @Test
  void another_answer_before_the_effect_takes_its_place() throws IOException {
    Answer busy = Answer.html(503, "<p>busy").withHeader("Retry-After", "1");
    server.intercept(Interceptor.beforeEffect(request -> Intervention.answer(busy)));

    assertThat(promote()).isEqualTo(new Client.Reply(503, "<p>busy"));

    assertThat(builder.rows()).isEmpty();
  }

  @Test
  void the_hook_after_the_effect_sees_the_answer_and_may_change_it() throws IOException {
    server.intercept(
        new Interceptor() {
          @Override
          public Intervention after(Request request, Answer answer) {
            return Intervention.answer(
                Answer.json(answer.status(), answer.body().replace("target", "elsewhere")));
          }
        });

    assertThat(promote().body()).contains("\"promote_name\":\"elsewhere\"");

    assertThat(builder.link("target")).contains(build);
  }

  @Test
  void a_delayed_request_is_answered() throws IOException {
    server.intercept(Interceptor.beforeEffect(request -> Intervention.delay(Duration.ofMillis(1))));

    assertThat(promote().status()).isEqualTo(201);
  }

  @Test
  void a_request_that_hangs_ends_without_answer_when_the_server_is_closed() {
    CountDownLatch arrived = new CountDownLatch(1);
    server.intercept(
        Interceptor.beforeEffect(
            request -> {
              arrived.countDown();
              return Intervention.HANG;
            }));

    assertThatThrownBy(() -> closeWhen(arrived)).hasRootCauseInstanceOf(IOException.class);
    assertThat(builder.rows()).isEmpty();
  }

  @Test
  void latency_holds_every_request_and_ends_with_the_server() {
    CountDownLatch arrived = new CountDownLatch(1);
    server.latency(Duration.ofHours(1));
    server.intercept(
        Interceptor.beforeEffect(
            request -> {
              arrived.countDown();
              return Intervention.PASS;
            }));

    assertThatThrownBy(() -> closeWhen(arrived)).hasRootCauseInstanceOf(IOException.class);
    assertThat(builder.rows()).isEmpty();
  }

  private void closeWhen(CountDownLatch reached) throws Exception {
    CompletableFuture<Client.Reply> reply =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return promote();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    reached.await();
    server.close();
    assertThat(reply.get().status()).isZero();
  }

  @Test
  void requests_are_kept_in_order_and_without_credentials() throws IOException {
    client.get(builder.apiUrl() + "/api/promotions?limit=1");
    promote();

    assertThat(server.requestCount()).isEqualTo(2);
    assertThat(server.requests())
        .extracting(Request::toString)
        .containsExactly(
            "GET /api-x/api/promotions?limit=1", "POST /api-x/api/promote " + promotion);

    server.forgetRequests();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void the_kept_answers_of_reads_never_hide_a_change() throws IOException {
    String rows = builder.apiUrl() + "/api/promotions";
    String votes =
        builder.apiUrl()
            + "/api/repo_status?commit_hash=%s&distro_hash=%s"
                .formatted(build.commitHash(), build.distroHash());
    assertThat(client.get(rows).body()).isEqualTo("[]\n");
    assertThat(client.get(votes).body()).isEqualTo("[]\n");

    builder.promote("target", build, THEN);
    builder.vote(build, Vote.success("a-job", THEN));

    assertThat(client.get(rows).body()).contains("\"promote_name\":\"target\"");
    assertThat(client.get(votes).body()).contains("\"job_id\":\"a-job\"");
    builder.purge(build);
    assertThat(client.get(votes).status()).isEqualTo(200);
  }
}
