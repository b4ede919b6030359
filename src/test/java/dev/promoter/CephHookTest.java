package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of results that posts the end of a job to the running daemon. */
class CephHookTest {
  private static final String SECRET = "between Paddles and us";

  @TempDir private Path directory;

  @Test
  void the_end_of_the_last_job_that_is_posted_leads_to_the_verdict_without_waiting_for_a_poll() {
    try (CephStage ceph = new CephStage(directory, InstantSource.system())) {
      ceph.stage.environment("PADDLES_SECRET", SECRET);
      String sha1 = ceph.commit("first");
      ceph.option("schedule_suites", "no").release(ServedDaemon.ONCE, "rados");
      ceph.ready(sha1);
      String run = ceph.run("rados", sha1, 1, "a");
      try (ServedDaemon daemon =
          ServedDaemon.start(ceph.stage, "lab", "paddles", "PADDLES_SECRET")) {
        daemon.awaitFirstRound(CephStage.RELEASE);
        daemon.awaitRound(CephStage.RELEASE, "\"overall\":\"IN_PROGRESS\"");

        ceph.paddles.passed(run, ceph.newestJob());
        String body = "{\"name\": \"%s\"}".formatted(run);
        assertThat(daemon.report("lab", body, "guessed").statusCode()).isEqualTo(401);
        assertThat(daemon.report("lab", body, SECRET).statusCode()).isEqualTo(202);

        daemon.awaitRound(CephStage.RELEASE, "\"overall\":\"PASSED\"");
      }
    }
  }
}
