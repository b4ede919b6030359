package dev.promoter.remote.dlrn;

import static dev.promoter.remote.dlrn.Releases.SOURCE;
import static dev.promoter.remote.dlrn.Releases.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Action;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Promotion;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that behaves as the recorded one did, with faults at chosen places. */
class PromoteLinkTest {
  private static final String PREVIOUS = "previous-current-tripleo";
  private static final Predicate<Request> WRITE = Request::writes;

  private final DlrnServer server = DlrnServer.start(0);
  private final DlrnBuilder builder = server.addBuilder("api-master", "master");
  private final HttpPool pool =
      new HttpPool(
          HttpSettings.standard()
              .withRetries(0, Duration.ZERO)
              .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1)));
  private final Dlrn dlrn = new Dlrn(pool, Releases.SECRETS, Runnable::run);
  private final PromoteLink runner = new PromoteLink(dlrn);
  private final Release release = Releases.of(builder.apiUrl(), builder.repoUrl());

  private final Build incumbent = add("incumbent");
  private final Build young = add("young");

  @AfterEach
  void close() {
    pool.close();
    server.close();
  }

  private Build add(String name) {
    return builder.addBuild(Build.named(name));
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_700_000_000L + second);
  }

  private static Candidate candidate(Build build) {
    String extended = Optional.ofNullable(build.extendedHash()).orElse("");
    return new CommitCandidate(
        new CommitHash(build.commitHash(), build.distroHash(), extended), "");
  }

  private Promotion promotion(Candidate what, Optional<Candidate> current, String... clients) {
    return new Promotion(
        release, TARGET, SOURCE, "", what, current, Set.of(clients), "everything passed");
  }

  private List<Action> plan(Candidate what, Optional<Candidate> current) {
    return runner.plan(promotion(what, current, "dlrn_client", "registries_client")).moving();
  }

  /** The plan for the young build, after the incumbent was promoted. */
  private List<Action> plan() {
    builder.promote(TARGET.value(), incumbent, at(1));
    return plan(candidate(young), Optional.of(candidate(incumbent)));
  }

  private Outcome run(Action action) {
    return runner.run(release, action, Before.NOTHING);
  }

  private long writes() {
    return server.requests().stream().filter(WRITE).count();
  }

  private void onWrite(Intervention what, boolean afterEffect) {
    server.intercept(
        afterEffect
            ? Interceptor.afterEffect(r -> WRITE.test(r) ? what : Intervention.PASS)
            : Interceptor.beforeEffect(r -> WRITE.test(r) ? what : Intervention.PASS));
  }

  @Test
  void a_promotion_without_the_dlrn_client_moves_no_link() {
    assertThat(runner.plan(promotion(candidate(young), Optional.empty(), "registries_client")))
        .isEqualTo(Effects.NONE);
  }

  @Test
  void a_plan_moves_the_target_first_and_keeps_what_stood_there() {
    List<Action> plan = plan();

    assertThat(plan)
        .extracting(Action::title)
        .containsExactly(
            "promote " + young.fullHash() + " to current-tripleo",
            "promote " + incumbent.fullHash() + " to previous-current-tripleo");
    assertThat(plan).extracting(Action::decisive).containsExactly(true, false);
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void nothing_is_kept_where_nothing_stood() {
    assertThat(plan(candidate(young), Optional.empty())).hasSize(1);
    assertThat(plan(candidate(young), Optional.of(candidate(young)))).hasSize(1);
  }

  @Test
  void a_promotion_moves_both_links_and_is_read_back() {
    List<Action> plan = plan();

    assertThat(plan.stream().map(this::run))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));

    assertThat(builder.link(TARGET.value())).contains(young);
    assertThat(builder.link(PREVIOUS)).contains(incumbent);
    assertThat(server.requests())
        .filteredOn(WRITE)
        .extracting(Request::contentType)
        .containsExactly("application/json", "application/json");
  }

  @Test
  void running_twice_is_running_once() {
    List<Action> plan = plan();
    plan.forEach(this::run);
    int rows = builder.rows().size();

    assertThat(plan.stream().map(this::run))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.AlreadyDone.class));
    assertThat(plan.stream().map(action -> runner.observe(release, action, Before.NOTHING)))
        .allSatisfy(seen -> assertThat(seen).isPresent());
    assertThat(builder.rows()).hasSize(rows);
  }

  @Test
  void observing_before_sees_nothing_and_writes_nothing() {
    assertThat(runner.observe(release, plan().get(0), Before.NOTHING)).isEmpty();
    assertThat(writes()).isZero();
  }

  @Test
  void a_target_somebody_else_moved_is_left_alone() {
    Action move = plan().get(0);
    Build other = add("other");
    builder.promote(TARGET.value(), other, at(2));

    assertThat(run(move))
        .isEqualTo(
            new Outcome.Refused(
                "current-tripleo pointed at %s when this was decided and points at %s now:"
                        .formatted(incumbent.fullHash(), other.fullHash())
                    + " somebody else promoted it"));
    assertThat(writes()).isZero();
  }

  @Test
  void a_target_that_was_empty_and_is_not_any_more_is_left_alone() {
    Action move = plan(candidate(young), Optional.empty()).get(0);
    builder.promote(TARGET.value(), incumbent, at(2));

    assertThat(run(move)).isInstanceOf(Outcome.Refused.class);
    assertThat(writes()).isZero();
  }

  @Test
  void the_previous_link_moves_only_when_the_target_has_moved() {
    Action keep = plan().get(1);

    assertThat(run(keep))
        .isInstanceOf(Outcome.Refused.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("previous-current-tripleo is only moved after current-tripleo");
    assertThat(writes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 410, 415})
  void a_refused_promotion_has_failed(int status) {
    Action move = plan().get(0);
    onWrite(Intervention.answer(Answer.json(status, "{\"message\":\"no way\"}")), false);

    assertThat(run(move))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains(status + ": no way");
    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void refused_credentials_are_named_and_the_password_is_not() {
    Action move = plan().get(0);
    builder.credentials("ciuser", "another");

    assertThat(run(move).detail())
        .contains("user 'ciuser' with the secret DLRNAPI_PASSWORD")
        .doesNotContain(Releases.PASSWORD);
  }

  @Test
  void a_purged_build_has_failed() {
    Action move = plan().get(0);
    builder.purge(young);

    assertThat(run(move).detail()).contains("410").contains("cannot be promoted any more");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void a_server_in_trouble_is_tried_again_in_the_next_round(int status) {
    Action move = plan().get(0);
    onWrite(Intervention.answer(Answer.html(status, "<h1>Oops</h1>")), false);

    assertThat(run(move)).isInstanceOf(Outcome.Retry.class);
    assertThat(writes()).as("a promotion is never sent twice").isEqualTo(1);
  }

  @Test
  void a_promotion_whose_answer_was_lost_is_looked_up() {
    List<Intervention> losses =
        List.of(
            Intervention.CUT,
            Intervention.CUT_IN_BODY,
            Intervention.answer(Answer.html(500, "Oops")),
            Intervention.answer(Answer.json(201, "{}")),
            Intervention.answer(Answer.html(201, "<html>")));
    Build current = incumbent;
    builder.promote(TARGET.value(), current, at(1));
    for (Intervention loss : losses) {
      Build next = add("next " + loss);
      Action move = plan(candidate(next), Optional.of(candidate(current))).get(0);
      onWrite(loss, true);

      assertThat(run(move)).as(loss.toString()).isInstanceOf(Outcome.Done.class);
      assertThat(run(move)).isInstanceOf(Outcome.AlreadyDone.class);
      current = next;
    }
    assertThat(writes()).isEqualTo(losses.size());
    assertThat(builder.rows(TARGET.value())).hasSize(losses.size() + 1);
  }

  @Test
  void a_promotion_that_was_lost_on_its_way_is_tried_again_in_the_next_round() {
    Action move = plan().get(0);
    onWrite(Intervention.CUT, false);
    assertThat(run(move)).isInstanceOf(Outcome.Retry.class);

    onWrite(Intervention.HANG, false);
    assertThat(run(move)).isInstanceOf(Outcome.Retry.class);
    assertThat(writes()).isEqualTo(2);

    server.intercept(Interceptor.NONE);
    assertThat(run(move)).isInstanceOf(Outcome.Done.class);
    assertThat(builder.rows(TARGET.value())).hasSize(2);
  }

  @Test
  void a_lost_answer_that_cannot_be_looked_up_is_left_to_the_next_round() {
    Action move = plan().get(0);
    AtomicInteger seen = new AtomicInteger();
    server.intercept(
        Interceptor.afterEffect(
            request -> seen.incrementAndGet() == 1 ? Intervention.PASS : Intervention.CUT));

    assertThat(run(move)).isInstanceOf(Outcome.Retry.class);

    server.intercept(Interceptor.NONE);
    assertThat(run(move)).isInstanceOf(Outcome.AlreadyDone.class);
  }

  @Test
  void a_confirmed_promotion_that_cannot_be_read_back_is_left_to_the_next_round() {
    Action move = plan().get(0);
    AtomicInteger seen = new AtomicInteger();
    server.intercept(
        Interceptor.beforeEffect(
            request -> seen.incrementAndGet() == 3 ? Intervention.CUT : Intervention.PASS));

    assertThat(run(move)).isInstanceOf(Outcome.Retry.class);
    assertThat(run(move)).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void a_target_that_cannot_be_read_first_is_not_written_to() {
    Action move = plan().get(0);
    server.intercept(Interceptor.beforeEffect(request -> Intervention.CUT));

    assertThat(run(move)).isInstanceOf(Outcome.Retry.class);
    assertThat(writes()).isZero();
  }

  @Test
  void an_answer_about_another_build_has_failed() {
    Action move = plan().get(0);
    String answer =
        """
        {"commit_hash":"%s","distro_hash":"%s","extended_hash":"%s",
         "promote_name":"current-tripleo","timestamp":1.0}"""
            .formatted(incumbent.commitHash(), incumbent.distroHash(), incumbent.extendedHash());
    onWrite(Intervention.answer(Answer.json(201, answer)), true);

    assertThat(run(move))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("DLRN answered that it promoted " + incumbent.fullHash());
  }

  @Test
  void a_confirmed_promotion_that_is_not_there_has_failed() {
    Action move = plan().get(0);
    String answer =
        """
        {"commit_hash":"%s","distro_hash":"%s","extended_hash":"%s",
         "promote_name":"current-tripleo","timestamp":1.0}"""
            .formatted(young.commitHash(), young.distroHash(), young.extendedHash());
    onWrite(Intervention.answer(Answer.json(201, answer)), false);

    assertThat(run(move).detail())
        .contains("DLRN confirmed it, but the newest promotion there is " + incumbent.fullHash());
  }

  @Test
  void a_build_without_extended_hash_is_promoted_when_it_is_the_only_one() {
    Build bare = builder.addBuild(Build.named("bare").withExtendedHash(null));
    builder.promote(SOURCE.value(), bare, at(1));

    assertThat(run(plan(candidate(bare), Optional.empty()).get(0)))
        .isInstanceOf(Outcome.Done.class);
    assertThat(builder.link(TARGET.value())).contains(bare);
  }

  @Test
  void a_build_without_extended_hash_is_not_promoted_when_a_newer_one_would_be_taken() {
    Build bare = builder.addBuild(Build.named("bare").withExtendedHash(null));
    builder.promote(SOURCE.value(), bare, at(1));
    Build rebuilt = builder.addBuild(Build.named("bare"));

    Outcome unknown = run(plan(candidate(bare), Optional.empty()).get(0));
    builder.promote(SOURCE.value(), rebuilt, at(2));
    Outcome known = run(plan(candidate(bare), Optional.empty()).get(0));

    assertThat(unknown).isInstanceOf(Outcome.Failed.class);
    assertThat(known.detail()).contains("DLRN would take another build of the same commits");
    assertThat(writes()).isZero();
  }

  @Test
  void an_aggregate_is_promoted_with_all_its_components_oldest_commit_first() {
    Build nova = component("nova 1", "nova", 900);
    Build neutron = component("neutron 1", "neutron", 1000);
    String first = builder.promoteAggregate(TARGET.value(), List.of(nova, neutron), at(1));
    Build young = component("nova 2", "nova", 10000);
    String second = builder.promoteAggregate(SOURCE.value(), List.of(young, neutron), at(2));
    List<Action> plan =
        plan(new AggregateCandidate(second), Optional.of(new AggregateCandidate(first)));

    assertThat(plan.stream().map(this::run))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));

    assertThat(builder.aggregate(TARGET.value())).contains(second);
    assertThat(builder.aggregate(PREVIOUS)).contains(first);
    Request batch = server.requests().stream().filter(WRITE).findFirst().orElseThrow();
    assertThat(batch.path()).endsWith("/api/promote-batch");
    assertThat(batch.body().indexOf(neutron.commitHash()))
        .isBetween(0, batch.body().indexOf(young.commitHash()));
  }

  @Test
  void an_aggregate_whose_components_changed_meanwhile_has_failed() {
    Build nova = component("nova 1", "nova", 1);
    Build neutron = component("neutron 1", "neutron", 2);
    String wanted = builder.promoteAggregate(SOURCE.value(), List.of(nova, neutron), at(1));
    Build glance = component("glance 1", "glance", 3);
    builder.promote(TARGET.value(), glance, at(2));
    AggregateCandidate there =
        new AggregateCandidate(builder.aggregate(TARGET.value()).orElseThrow());

    Outcome outcome = run(plan(new AggregateCandidate(wanted), Optional.of(there)).get(0));

    assertThat(outcome)
        .as("the target keeps a component that the candidate does not have")
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("its components are not those of the candidate");
  }

  @Test
  void an_aggregate_without_files_has_failed_without_a_write() {
    Outcome outcome = run(plan(new AggregateCandidate("f".repeat(32)), Optional.empty()).get(0));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.detail()).contains("404").contains("delorean.repo");
    assertThat(writes()).isZero();
  }

  @Test
  void one_component_is_promoted_beside_the_others() {
    Build old = component("nova 1", "nova", 1);
    Build young = component("nova 2", "nova", 2);
    builder.promote(TARGET.value(), old, at(1));
    builder.promote(TARGET.value(), component("glance 1", "glance", 3), at(2));
    CommitHash hash = ((CommitCandidate) candidate(young)).hash();
    CommitHash there = ((CommitCandidate) candidate(old)).hash();
    Promotion promotion =
        new Promotion(
            release,
            TARGET,
            SOURCE,
            "",
            new CommitCandidate(hash, ""),
            Optional.of(new CommitCandidate(there, "nova")),
            Set.of("dlrn_client"),
            "ordered");

    List<Action> plan = runner.plan(promotion).moving();

    assertThat(plan.stream().map(this::run))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
    assertThat(builder.link("nova", TARGET.value())).contains(young);
    assertThat(builder.link("nova", PREVIOUS)).contains(old);
    assertThat(plan.get(0).title()).endsWith("to current-tripleo [nova]");
  }

  private Build component(String name, String component, int second) {
    return builder.addBuild(Build.named(name).inComponent(component).committedAt(at(second)));
  }

  @Test
  void a_dry_run_cannot_write() {
    Action move = plan().get(0);

    assertThatThrownBy(() -> runner.run(release.asDryRun(), move, Before.NOTHING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a dry run does not send POST");
    assertThat(writes()).isZero();
  }
}
