package dev.promoter.remote.paddles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.RemoteException;
import dev.promoter.fakes.InMemoryRecollections;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.PaddlesServer;
import dev.promoter.sandbox.Request;
import dev.promoter.suites.IgnoredRun;
import dev.promoter.suites.Question;
import dev.promoter.suites.RunResult;
import dev.promoter.suites.SuiteJudge;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteRow;
import dev.promoter.suites.SuiteVerdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a poll costs and what it notices, on a stand-in that answers as recorded. */
class RunFollowerTest {
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final String OTHER = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String BRANCH = "reef-release";
  private static final SuiteKey RADOS = SuiteKey.named("rados", "default");

  private final AtomicLong ticks = new AtomicLong();
  private final InstantSource clock =
      () -> Instant.parse("2026-11-21T12:00:00Z").plusMillis(ticks.incrementAndGet());
  private final PaddlesServer server = PaddlesServer.start(0, clock);
  private final Http http = new Http(HttpSettings.standard().withRetries(0, Duration.ZERO));
  private final PaddlesClient client = new PaddlesClient(WebAddress.of(server.address()), http);
  private final Recollections recollections = new InMemoryRecollections();
  private RunFollower follower = restarted();
  private Map<String, SuiteKey> captured = Map.of();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  /** Another process that goes on. */
  private RunFollower restarted() {
    return new RunFollower(client, recollections, new ReleaseName("reef"));
  }

  private Sighting poll() {
    return follower.poll(new Following(SHA1, BRANCH, captured, false));
  }

  private static String run(String suite, int day) {
    return "qabot-2025-08-%02d_15:30:11-%s-%s-distro-default-smithi".formatted(day, suite, BRANCH);
  }

  private void schedule(String run, String suite, String sha1, int jobs) {
    for (int i = 0; i < jobs; i++) {
      server.addJob(
          new PaddlesServer.Job(
              run, "" + i, suite, BRANCH, sha1, suite + "/basic/{tasks/t" + i + "}"));
    }
  }

  private void pass(String run, int jobs) {
    for (int i = 0; i < jobs; i++) {
      server.passed(run, "" + i);
    }
  }

  private SuiteRow rados(Sighting seen) {
    return SuiteJudge.judge(
            new Question(
                SHA1,
                List.of(RADOS),
                Set.of(),
                seen.runs(),
                seen.setAside(),
                seen.lost(),
                List.of(),
                clock.instant(),
                Question.Stale.STANDARD))
        .rows()
        .get(0);
  }

  @Test
  void a_quiet_poll_takes_two_requests() {
    for (int i = 0; i < 12; i++) {
      schedule(run("suite" + i, 1), "suite" + i, SHA1, 5);
      pass(run("suite" + i, 1), 5);
    }

    Sighting first = poll();
    assertThat(first.requests()).isEqualTo(14);
    assertThat(first.changed()).isTrue();
    assertThat(first.runs()).hasSize(12);
    for (int i = 0; i < 5; i++) {
      Sighting quiet = poll();
      assertThat(quiet.requests()).isLessThanOrEqualTo(2);
      assertThat(quiet.changed()).isFalse();
      assertThat(quiet.runs()).isEqualTo(first.runs());
    }
  }

  @Test
  void even_with_scheduled_runs_that_stay_empty_a_quiet_poll_takes_two_requests() {
    captured = Map.of(run("rgw", 1), RADOS, run("fs", 1), RADOS, run("krbd", 1), RADOS);
    captured.keySet().forEach(server::addRun);

    assertThat(poll().setAside())
        .extracting(IgnoredRun::reason)
        .containsOnly("it was scheduled but has no job yet");
    for (int i = 0; i < 8; i++) {
      assertThat(poll().requests()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void only_the_jobs_of_the_run_that_changed_are_read_again() {
    schedule(run("rados", 1), "rados", SHA1, 3);
    schedule(run("rgw", 1), "rgw", SHA1, 3);
    poll();
    server.forgetRequests();

    server.passed(run("rados", 1), "1");
    Sighting seen = poll();

    assertThat(seen.changed()).isTrue();
    assertThat(server.requests())
        .filteredOn(request -> request.path().endsWith("/jobs/"))
        .extracting(Request::path)
        .containsExactly("/runs/" + run("rados", 1) + "/jobs/");
    assertThat(rados(seen).verdict()).isEqualTo(SuiteVerdict.RUNNING);
    assertThat(rados(seen).counts().pass()).isOne();
  }

  @Test
  void counts_that_stay_the_same_do_not_hide_a_change() {
    schedule(run("rados", 1), "rados", SHA1, 2);
    server.status(run("rados", 1), "0", "dead");
    server.passed(run("rados", 1), "1");
    poll();

    server.passed(run("rados", 1), "0");
    server.failed(run("rados", 1), "1", "later");
    assertThat(rados(poll()).openFailures()).containsExactly("rados/basic/{tasks/t1}");
  }

  @Test
  void reasons_are_read_of_failures() {
    schedule(run("rados", 1), "rados", SHA1, 1);
    server.failed(run("rados", 1), "0", "hit max job timeout");

    assertThat(rados(poll()).failures().get(0).job().reason()).isEqualTo("hit max job timeout");
    assertThat(rados(poll()).failures().get(0).job().log()).endsWith("/0/teuthology.log");
  }

  @Test
  void another_commit_of_the_branch_is_listed_and_does_not_count() {
    schedule(run("rados", 1), "rados", OTHER, 1);
    pass(run("rados", 1), 1);

    Sighting seen = poll();

    assertThat(seen.runs()).isEmpty();
    assertThat(seen.setAside())
        .containsExactly(
            new IgnoredRun(run("rados", 1), "rados", "it tests another SHA1: " + OTHER));
    assertThat(rados(seen).verdict()).isEqualTo(SuiteVerdict.MISSING);
  }

  @Test
  void a_scheduled_run_that_gets_its_first_job_is_found() {
    captured = Map.of(run("rados", 1), RADOS);
    server.addRun(run("rados", 1));
    assertThat(rados(poll()).remark()).contains("no job yet");

    schedule(run("rados", 1), "rados", SHA1, 1);
    Sighting seen = poll();
    assertThat(rados(seen).verdict()).isEqualTo(SuiteVerdict.RUNNING);
    assertThat(seen.setAside()).isEmpty();
  }

  @Test
  void a_scheduled_run_that_the_server_does_not_know_is_told() {
    captured = Map.of(run("rados", 1), RADOS);

    assertThat(rados(poll()).remark()).contains("Paddles does not know it");
  }

  @Test
  void a_scheduled_run_that_tests_something_else_is_told() {
    captured = Map.of(run("rados", 1), RADOS);
    schedule(run("rados", 1), "rados", OTHER, 1);

    assertThat(rados(poll()).remark()).contains("another SHA1");
  }

  @Test
  void a_run_that_is_deleted_while_it_is_followed_takes_its_results_with_it() throws Exception {
    schedule(run("rados", 1), "rados", SHA1, 3);
    pass(run("rados", 1), 2);
    server.failed(run("rados", 1), "2", "broken");
    schedule(run("rados", 2), "rados", SHA1, 1);
    pass(run("rados", 2), 1);
    assertThat(rados(poll()).verdict()).isEqualTo(SuiteVerdict.FAILED);

    delete(run("rados", 1));
    Sighting seen = poll();

    assertThat(seen.changed()).isTrue();
    assertThat(seen.runs()).extracting(RunResult::run).hasSize(1);
    assertThat(rados(seen).verdict()).isEqualTo(SuiteVerdict.MISSING);
    assertThat(rados(seen).remark()).contains(run("rados", 1), "was deleted");
  }

  @Test
  void a_run_that_is_deleted_while_no_process_looks_is_missed_all_the_same() throws Exception {
    schedule(run("rados", 1), "rados", SHA1, 3);
    server.failed(run("rados", 1), "2", "broken");
    schedule(run("rados", 2), "rados", SHA1, 1);
    pass(run("rados", 2), 1);
    poll();
    delete(run("rados", 1));

    follower = restarted();
    assertThat(rados(poll()).verdict()).isEqualTo(SuiteVerdict.MISSING);
    follower = restarted();
    assertThat(rados(poll()).remark()).contains(run("rados", 1), "was deleted");
    schedule(run("rados", 3), "rados", SHA1, 3);
    pass(run("rados", 3), 3);
    assertThat(rados(poll()).verdict()).isEqualTo(SuiteVerdict.PASSED);
  }

  @Test
  void runs_of_another_commit_are_not_missed() throws Exception {
    recollections.keep(
        new ReleaseName("reef"),
        "paddles",
        "{\"sha1\":\"%s\",\"runs\":[{\"name\":\"old\",\"suite\":\"rados\",\"flavor\":\"default\",\"descriptions\":9}]}"
            .formatted(SHA1.replace('9', '8')));

    assertThat(poll().lost()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"sha1\":7", "null", "{\"runs\":{}}"})
  void a_recollection_of_another_version_is_passed_over(String text) {
    recollections.keep(new ReleaseName("reef"), "paddles", text);
    schedule(run("rados", 1), "rados", SHA1, 1);

    assertThat(poll().runs()).hasSize(1);
  }

  private void delete(String run) throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.address() + "/runs/" + run + "/"))
                .DELETE()
                .build(),
            BodyHandlers.discarding());
  }

  @Test
  void a_run_that_vanishes_between_its_counts_and_its_jobs_is_no_fault() {
    schedule(run("rados", 1), "rados", SHA1, 1);
    onJobs(Answer.of(404, "text/plain; charset=UTF-8", "404 Not Found"));

    Sighting seen = poll();
    assertThat(seen.runs()).isEmpty();
    assertThat(rados(seen).verdict()).isEqualTo(SuiteVerdict.MISSING);
    assertThat(rados(seen).remark()).contains(run("rados", 1), "does not know its jobs");
    assertThat(seen.unread()).containsExactly(Map.entry(run("rados", 1), RADOS));

    server.intercept(Interceptor.NONE);
    assertThat(poll().runs()).hasSize(1);
    assertThat(poll().unread()).isEmpty();
  }

  @Test
  void what_could_not_be_read_is_read_at_the_next_poll_and_told_as_a_change() {
    schedule(run("rados", 1), "rados", SHA1, 1);
    schedule(run("rados", 2), "rados", SHA1, 1);
    onJobs(Answer.json(503, "{\"message\": \"busy\"}"));
    assertThatThrownBy(this::poll).isInstanceOf(RemoteException.class);

    server.intercept(Interceptor.NONE);
    Sighting seen = poll();
    assertThat(seen.changed()).isTrue();
    assertThat(seen.runs()).hasSize(2);
  }

  @Test
  void a_fault_of_what_decides_nothing_is_noted_only() {
    schedule(run("rados", 1), "rados", SHA1, 1);
    answer("/runs/branch/", Answer.html(500, "<h1>broken</h1>"));

    Sighting seen = poll();

    assertThat(seen.runs()).hasSize(1);
    assertThat(seen.notes())
        .singleElement()
        .asString()
        .contains("runs that do not count may lack some", "Paddles", "500");
  }

  @Test
  void such_a_fault_is_told_until_the_look_succeeds() {
    schedule(run("rados", 1), "rados", SHA1, 1);
    answer("/runs/branch/", Answer.of(404, "text/plain; charset=UTF-8", "404 Not Found"));
    poll();

    Sighting spared = follower.poll(new Following(SHA1, BRANCH, captured, true));
    assertThat(spared.notes()).singleElement().asString().contains("404");
    assertThat(spared.changed()).isFalse();

    server.intercept(Interceptor.NONE);
    assertThat(poll().notes()).isEmpty();
  }

  @Test
  void a_full_table_of_24_runs_stays_within_25_requests() {
    for (int i = 0; i < 24; i++) {
      schedule(run("suite" + i % 12, 1 + i), "suite" + i % 12, SHA1, 2);
    }

    assertThat(poll().requests()).isEqualTo(25);
  }

  @Test
  void more_runs_than_a_page_are_read_in_one_request_from_then_on() {
    for (int i = 0; i < 130; i++) {
      schedule("qabot-2025-08-04_15:30:11-s" + i + "-x-y-z-a", "s" + i, SHA1, 1);
    }
    assertThat(poll().runs()).hasSize(130);

    assertThat(poll().requests()).isLessThanOrEqualTo(2);
  }

  @Test
  void another_commit_starts_afresh() {
    schedule(run("rados", 1), "rados", SHA1, 1);
    poll();

    Sighting other = follower.poll(new Following(OTHER, BRANCH, Map.of(), false));

    assertThat(other.runs()).isEmpty();
    assertThat(other.lost()).isEmpty();
  }

  private void onJobs(Answer answer) {
    answer("/jobs/", answer);
  }

  private void answer(String part, Answer answer) {
    server.intercept(
        new Interceptor() {
          @Override
          public Intervention before(Request request) {
            return request.path().contains(part) ? Intervention.answer(answer) : Intervention.PASS;
          }
        });
  }
}
