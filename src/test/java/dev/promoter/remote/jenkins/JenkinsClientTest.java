package dev.promoter.remote.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.JenkinsServer;
import dev.promoter.sandbox.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JenkinsClientTest {
  private static final String JOB = "ceph/sample-ceph-pipeline";
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final List<String> KNOWN = List.of("CEPH_SHA1", "CEPH_BRANCH", "CEPH_REPO");
  private static final BuildOrder ORDER =
      new BuildOrder(JOB, Map.of("CEPH_SHA1", SHA1, "CEPH_BRANCH", "reef"), List.of("CEPH_SHA1"));

  private final JenkinsServer server = JenkinsServer.start(0);
  private final Http http = new Http(HttpSettings.standard().withRetries(0, Duration.ZERO));
  private final JenkinsClient client = client(JenkinsServer.TOKEN);

  private JenkinsClient client(String secret) {
    Access access =
        new Access(
            JenkinsServer.USER, "JENKINS_API_TOKEN", name -> Optional.of(new Secret(secret)));
    return new JenkinsClient(WebAddress.of(server.address() + "/"), http, access);
  }

  @BeforeEach
  void a_job() {
    server.addJob(JOB, KNOWN);
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private long orders() {
    return server.requests().stream().filter(Request::writes).count();
  }

  @Test
  void a_build_is_followed_from_the_order_to_its_result() {
    assertThat(client.find(ORDER)).isEqualTo(new BuildState.Absent());
    BuildState.Queued queued = (BuildState.Queued) client.order(ORDER);
    assertThat(client.follow(ORDER, queued.item()))
        .isEqualTo(new BuildState.Queued(queued.item(), "Waiting for next available executor"));

    long number = server.begin(queued.item());
    BuildState running = client.follow(ORDER, queued.item());
    assertThat(running)
        .isEqualTo(
            new BuildState.Running(
                number,
                server.address() + "/job/ceph/job/sample-ceph-pipeline/1/",
                Instant.EPOCH,
                List.of()));

    server.end(JOB, number, "SUCCESS");
    BuildState.Finished finished = (BuildState.Finished) client.build(ORDER, number);
    assertThat(finished.succeeded()).isTrue();
    assertThat(server.builds(JOB))
        .containsExactly(Map.of("CEPH_SHA1", SHA1, "CEPH_BRANCH", "reef"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNSTABLE", "FAILURE", "NOT_BUILT", "ABORTED", "SOMETHING_NEW"})
  void nothing_but_success_is_a_success(String result) {
    long number = server.begin(((BuildState.Queued) client.order(ORDER)).item());
    server.end(JOB, number, result);

    BuildState.Finished finished = (BuildState.Finished) client.find(ORDER);
    assertThat(finished.succeeded()).isFalse();
    assertThat(finished.result()).isEqualTo(result);
  }

  @Test
  void an_order_is_never_given_twice_whether_it_waits_runs_or_has_ended() {
    BuildState.Queued first = (BuildState.Queued) client.order(ORDER);
    assertThat(client.order(ORDER)).isInstanceOf(BuildState.Queued.class);

    long number = server.begin(first.item());
    assertThat(client.order(ORDER)).isInstanceOf(BuildState.Running.class);

    server.end(JOB, number, "FAILURE");
    assertThat(client.order(ORDER)).isInstanceOf(BuildState.Finished.class);
    assertThat(orders()).isOne();
  }

  @Test
  void an_order_whose_answer_was_lost_is_found_again() {
    server.intercept(
        Interceptor.afterEffect(
            request -> request.writes() ? Intervention.CUT : Intervention.PASS));
    assertThatThrownBy(() -> client.order(ORDER))
        .isInstanceOfSatisfying(
            RemoteException.class,
            fault -> {
              assertThat(fault.status()).isZero();
              assertThat(fault.retryable()).isTrue();
            });
    server.intercept(Interceptor.NONE);

    assertThat(client.find(ORDER)).isInstanceOf(BuildState.Queued.class);
    assertThat(client.order(ORDER)).isInstanceOf(BuildState.Queued.class);
    assertThat(orders()).isOne();
    assertThat(server.waiting()).hasSize(1);
  }

  @Test
  void a_build_of_another_commit_is_another_build() {
    BuildOrder other =
        new BuildOrder(JOB, Map.of("CEPH_SHA1", "a".repeat(40)), List.of("CEPH_SHA1"));
    server.begin(((BuildState.Queued) client.order(other)).item());

    assertThat(client.find(ORDER)).isEqualTo(new BuildState.Absent());
  }

  @Test
  void a_queue_item_that_was_forgotten_is_found_by_its_build() {
    long item = ((BuildState.Queued) client.order(ORDER)).item();
    server.begin(item);
    server.forget(item);

    assertThat(client.follow(ORDER, item)).isInstanceOf(BuildState.Running.class);
  }

  @Test
  void a_cancelled_item_is_told() {
    long item = ((BuildState.Queued) client.order(ORDER)).item();
    server.cancel(item);

    assertThat(client.follow(ORDER, item)).isEqualTo(new BuildState.Cancelled(item));
    assertThat(client.find(ORDER)).isEqualTo(new BuildState.Absent());
  }

  @Test
  void a_password_needs_the_crumb_and_the_session_it_came_with() {
    assertThat(client(JenkinsServer.PASSWORD).order(ORDER)).isInstanceOf(BuildState.Queued.class);

    server.crumbs(false);
    server.cancel(1);
    assertThat(client(JenkinsServer.PASSWORD).order(ORDER)).isInstanceOf(BuildState.Queued.class);
  }

  @Test
  void a_parameter_that_the_job_would_drop_is_refused_before_the_order() {
    server.addJob(JOB, List.of("CEPH_BRANCH"));

    assertThatThrownBy(() -> client.order(ORDER))
        .hasMessageContaining("has no parameter CEPH_SHA1 and would drop it; it has: CEPH_BRANCH");
    assertThat(orders()).isZero();
  }

  @Test
  void parameters_that_were_dropped_are_told_and_a_build_without_the_identity_is_refused() {
    server.addJob("other", List.of("CEPH_SHA1"));
    BuildOrder less = new BuildOrder("other", Map.of("CEPH_SHA1", SHA1), List.of("CEPH_SHA1"));
    server.begin(((BuildState.Queued) client.order(less)).item());
    BuildOrder more = new BuildOrder("other", ORDER.parameters(), List.of("CEPH_SHA1"));

    assertThat(((BuildState.Running) client.build(more, 1)).dropped())
        .containsExactly("CEPH_BRANCH");
    BuildOrder other =
        new BuildOrder("other", Map.of("CEPH_SHA1", "a".repeat(40)), List.of("CEPH_SHA1"));
    assertThatThrownBy(() -> client.build(other, 1))
        .hasMessageContaining("was not built with CEPH_SHA1=aaaa", SHA1);
  }

  @Test
  void a_disabled_job_is_told() {
    server.disable(JOB, true);

    assertThatThrownBy(() -> client.order(ORDER)).hasMessageContaining("is disabled");
    assertThat(orders()).isZero();
  }

  @Test
  void a_job_that_was_renamed_is_told() {
    server.removeJob(JOB);

    assertThatThrownBy(() -> client.order(ORDER))
        .isInstanceOfSatisfying(
            RemoteException.class, fault -> assertThat(fault.status()).isEqualTo(404))
        .hasMessageContaining("there is no job " + JOB)
        .hasMessageContaining("was it renamed?");
    assertThatThrownBy(() -> client.build(ORDER, 1)).hasMessageContaining("renamed");
  }

  @Test
  void a_wrong_token_is_told_without_showing_it() {
    assertThatThrownBy(() -> client("top-secret").order(ORDER))
        .hasMessageContaining("check JENKINS_USER and JENKINS_API_TOKEN")
        .hasMessageNotContaining("top-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "400, does not allow one of the values",
    "403, the user lacks the right to build",
    "404, was it renamed?",
    "409, the job is disabled",
    "500, the server answered 500"
  })
  void each_refusal_of_an_order_has_a_sentence(int status, String sentence) {
    onOrder(Answer.html(status, "<h1>no</h1>"));

    assertThatThrownBy(() -> client.order(ORDER))
        .isInstanceOfSatisfying(
            RemoteException.class, fault -> assertThat(fault.status()).isEqualTo(status))
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 302, 303})
  void every_way_of_saying_yes_is_understood(int status) {
    onOrder(Answer.empty(status).withHeader("Location", "http://jenkins.internal/queue/item/17/"));

    assertThat(client.order(ORDER)).isEqualTo(new BuildState.Queued(17, ""));
  }

  @Test
  void a_redirect_to_the_login_is_no_yes() {
    onOrder(Answer.empty(303).withHeader("Location", "/login?from=/job"));

    assertThatThrownBy(() -> client.order(ORDER)).hasMessageContaining("asks to log in");
  }

  @Test
  void a_yes_without_a_queue_item_is_searched_for() {
    server.intercept(
        Interceptor.afterEffect(
            request ->
                request.writes()
                    ? Intervention.answer(Answer.empty(303).withHeader("Location", "/job/x/"))
                    : Intervention.PASS));

    assertThat(client.order(ORDER))
        .isInstanceOfSatisfying(
            BuildState.Queued.class, queued -> assertThat(queued.item()).isOne());
  }

  private void onOrder(Answer answer) {
    server.intercept(
        Interceptor.beforeEffect(
            request -> request.writes() ? Intervention.answer(answer) : Intervention.PASS));
  }

  @Test
  void a_dry_run_looks_and_never_orders() {
    JenkinsClient dry =
        new JenkinsClient(
            WebAddress.of(server.address()),
            http.readOnly(),
            new Access(
                JenkinsServer.USER, "T", name -> Optional.of(new Secret(JenkinsServer.TOKEN))));

    assertThat(dry.find(ORDER)).isEqualTo(new BuildState.Absent());
    assertThatThrownBy(() -> dry.order(ORDER)).isInstanceOf(IllegalStateException.class);
    assertThat(orders()).isZero();
  }

  @Test
  void cookies_are_sent_back_without_their_attributes() {
    assertThat(Crumb.cookies("JSESSIONID.1=a; Path=/; HttpOnly\nremember=b;Secure\nbroken"))
        .isEqualTo("JSESSIONID.1=a; remember=b");
  }
}
