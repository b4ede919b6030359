package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Release;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Said;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DlrnEvidenceTest {
  private static final Instant WHEN = Instant.ofEpochSecond(1_700_000_000L);

  private final DlrnServer server = DlrnServer.start(0);
  private final DlrnBuilder builder = server.addBuilder("api-master", "master");
  private final HttpPool pool = new HttpPool(HttpSettings.standard());
  private final DlrnEvidence source =
      new DlrnEvidence(new Dlrn(pool, Releases.SECRETS, Runnable::run));
  private final Release release = Releases.of(builder.apiUrl(), builder.repoUrl());

  @AfterEach
  void close() {
    pool.close();
    server.close();
  }

  private static Candidate candidate(Build build) {
    String extended = Optional.ofNullable(build.extendedHash()).orElse("");
    return new CommitCandidate(
        new CommitHash(build.commitHash(), build.distroHash(), extended), "");
  }

  @Test
  void a_job_that_passed_at_the_second_try_has_passed() {
    Build build = builder.addBuild(Build.named("one"));
    builder.vote(build, dev.promoter.sandbox.Vote.failure("a-job", WHEN));
    builder.vote(build, dev.promoter.sandbox.Vote.success("a-job", WHEN.plusSeconds(9)));

    assertThat(source.read(release, candidate(build), Said.NOTHING).evidence())
        .containsExactly(
            Evidence.of(
                "a-job",
                Verdict.PASSED,
                "https://logs.example.org/a-job",
                WHEN.plusSeconds(9),
                ""));
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void a_dry_run_reads_evidence_too() {
    Build build = builder.addBuild(Build.named("one"));

    assertThat(source.read(release.asDryRun(), candidate(build), Said.NOTHING).evidence())
        .isEmpty();
  }

  @Test
  void votes_on_a_newer_build_are_no_evidence() {
    Build bare = builder.addBuild(Build.named("one").withExtendedHash(null));
    Build newer = builder.addBuild(Build.named("one"));
    builder.vote(newer, dev.promoter.sandbox.Vote.success("a-job", WHEN));

    assertThatThrownBy(() -> source.read(release, candidate(bare), Said.NOTHING))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("newer build of the same commits");
  }

  @Test
  void a_failed_build_is_unknown_and_unreadable() {
    Build failed = builder.addFailedBuild(Build.named("failed"));

    assertThatThrownBy(() -> source.read(release, candidate(failed), Said.NOTHING))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("400");
  }
}
