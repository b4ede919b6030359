package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.fakes.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of Ceph from a SHA1 to a verdict, as an operator sees them. */
class CephStoriesTest {
  @TempDir private Path directory;
  private CephStage ceph;
  private String sha1;

  @BeforeEach
  void set_the_stage() {
    ceph = new CephStage(directory, new SettableClock("2026-11-20T12:00:00Z"));
    sha1 = ceph.commit("first");
    ceph.release("", "rados\nupgrade/squid-x");
  }

  @AfterEach
  void close_the_stage() {
    ceph.close();
  }

  @Test
  void a_commit_whose_suites_passed_is_released_once_and_then_stays_released() {
    ceph.ready(sha1);
    ceph.passed("rados", sha1, 1, "a", "b");
    ceph.passed("upgrade/squid-x", sha1, 2, "c");

    JsonNode first = ceph.round();
    assertThat(first.path("overall").asText()).isEqualTo("PASSED");
    assertThat(first.path("outcome").asText()).isEqualTo("promoted");
    assertThat(first.path("promoted").asText()).isEqualTo(sha1);

    JsonNode second = ceph.round();
    assertThat(second.path("outcome").asText()).isEqualTo("not_promoted");
    assertThat(second.path("reason").asText()).isEqualTo("v20.1.0 is " + sha1 + " already");
    assertThat(second.path("previous").asText()).isEqualTo(sha1);
    assertThat(second.path("overall").asText()).isEqualTo("PASSED");
  }
}
