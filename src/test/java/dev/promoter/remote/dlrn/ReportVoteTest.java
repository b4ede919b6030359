package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Action;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Before;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportVoteTest {
  private static final Instant WHEN = Instant.parse("2026-11-21T10:00:00.750Z");

  private final DlrnServer server = DlrnServer.start(0);
  private final DlrnBuilder builder = server.addBuilder("api-master", "master");
  private final HttpPool pool = new HttpPool(HttpSettings.standard().withRetries(0, Duration.ZERO));
  private final ReportVote runner = new ReportVote(new Dlrn(pool, Releases.SECRETS, Runnable::run));
  private final Release release = Releases.of(builder.apiUrl(), builder.repoUrl());
  private final Build build = builder.addBuild(Build.named("one"));

  @AfterEach
  void close() {
    pool.close();
    server.close();
  }

  private static CommitCandidate candidate(Build build) {
    String extended = Optional.ofNullable(build.extendedHash()).orElse("");
    return new CommitCandidate(
        new CommitHash(build.commitHash(), build.distroHash(), extended), "");
  }

  private Action vote(boolean success) {
    return ReportVote.vote(candidate(build), "a-job", success, "http://log/1", "rerun", WHEN);
  }

  @Test
  void a_promotion_has_no_votes() {
    Promotion promotion =
        new Promotion(
            release,
            Releases.TARGET,
            Releases.SOURCE,
            "",
            candidate(build),
            Optional.empty(),
            Set.of("dlrn_client"),
            "");

    assertThat(runner.plan(promotion)).isEqualTo(Effects.NONE);
  }

  @Test
  void a_vote_is_reported_once() {
    assertThat(runner.observe(release, vote(true), Before.NOTHING)).isEmpty();
    assertThat(runner.run(release, vote(true), Before.NOTHING)).isInstanceOf(Outcome.Done.class);
    assertThat(runner.run(release, vote(true), Before.NOTHING))
        .isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(runner.observe(release, vote(true), Before.NOTHING)).isPresent();

    assertThat(builder.votes(build))
        .singleElement()
        .satisfies(
            vote -> {
              assertThat(vote.job()).isEqualTo("a-job");
              assertThat(vote.success()).isTrue();
              assertThat(vote.url()).isEqualTo("http://log/1");
              assertThat(vote.notes()).isEqualTo("rerun");
              assertThat(vote.timestamp()).isEqualTo(WHEN.getEpochSecond());
            });
  }

  @Test
  void a_failure_is_another_vote_than_a_success() {
    runner.run(release, vote(true), Before.NOTHING);

    assertThat(runner.run(release, vote(false), Before.NOTHING)).isInstanceOf(Outcome.Done.class);
    assertThat(builder.votes(build)).hasSize(2);
  }

  @Test
  void an_aggregate_can_be_voted_on() {
    Build nova = builder.addBuild(Build.named("nova").inComponent("nova"));
    String aggregate = builder.promoteAggregate("tripleo-ci-testing", List.of(nova), WHEN);
    Action vote =
        ReportVote.vote(new AggregateCandidate(aggregate), "a-job", true, "http://log/1", "", WHEN);

    assertThat(runner.run(release, vote, Before.NOTHING)).isInstanceOf(Outcome.Done.class);
    assertThat(builder.votes(aggregate)).hasSize(1);
  }

  @Test
  void an_unknown_build_has_failed() {
    Action vote =
        ReportVote.vote(candidate(Build.named("unknown")), "a-job", true, "http://l", "", WHEN);

    assertThat(runner.run(release, vote, Before.NOTHING)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void a_vote_never_lands_on_a_newer_build() {
    Build bare = builder.addBuild(Build.named("bare").withExtendedHash(null));
    Action vote = ReportVote.vote(candidate(bare), "a-job", true, "http://l", "", WHEN);
    assertThat(runner.run(release, vote, Before.NOTHING)).isInstanceOf(Outcome.Done.class);

    Build rebuilt = builder.addBuild(Build.named("bare"));
    builder.promote("tripleo-ci-testing", rebuilt, WHEN);

    Action other = ReportVote.vote(candidate(bare), "b-job", true, "http://l", "", WHEN);
    assertThat(runner.run(release, other, Before.NOTHING))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("another build of the same commits");
    assertThat(builder.votes(rebuilt)).isEmpty();
  }

  @Test
  void a_lost_answer_is_looked_up_and_a_lost_vote_is_tried_again_later() {
    server.intercept(
        Interceptor.afterEffect(r -> r.writes() ? Intervention.CUT : Intervention.PASS));
    assertThat(runner.run(release, vote(true), Before.NOTHING)).isInstanceOf(Outcome.Done.class);

    server.intercept(
        Interceptor.beforeEffect(r -> r.writes() ? Intervention.CUT : Intervention.PASS));
    assertThat(runner.run(release, vote(false), Before.NOTHING)).isInstanceOf(Outcome.Retry.class);

    assertThat(builder.votes(build)).hasSize(1);
  }

  @Test
  void a_refused_vote_has_failed() {
    server.intercept(
        Interceptor.beforeEffect(
            r ->
                r.writes()
                    ? Intervention.answer(Answer.json(403, "{\"message\":\"no\"}"))
                    : Intervention.PASS));

    assertThat(runner.run(release, vote(true), Before.NOTHING)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void a_dry_run_cannot_vote() {
    assertThatThrownBy(() -> runner.run(release.asDryRun(), vote(true), Before.NOTHING))
        .isInstanceOf(IllegalStateException.class);
    assertThat(server.requests()).noneMatch(Request::writes);
  }
}
