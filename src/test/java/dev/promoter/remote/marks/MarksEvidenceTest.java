package dev.promoter.remote.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Said;
import dev.promoter.manual.Page;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.DlrnServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of the page about evidence sources, as it stands there. */
class MarksEvidenceTest {
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/promoter/remote/marks/MarksEvidence.java");
  private static final Candidate CANDIDATE =
      new AggregateCandidate("0123456789abcdef0123456789abcdef");

  @Test
  void the_page_shows_this_class() throws IOException {
    assertThat(Page.named("howto-source").blocks())
        .filteredOn(block -> block.holds("java"))
        .first()
        .extracting(Page.Part::text)
        .isEqualTo(Files.readString(EXAMPLE));
  }

  @Test
  void a_mark_becomes_evidence() {
    try (DlrnServer server = DlrnServer.start(0);
        HttpPool http = new HttpPool(HttpSettings.standard())) {
      server.publish(
          "/marks/" + CANDIDATE.id(),
          "[{\"job\": \"burn-in\", \"passed\": true, \"at\": 1767225600, \"log\": \"https://logs/1\"},"
              + " {\"job\": \"long-run\", \"passed\": false, \"note\": \"too hot\"}]");

      assertThat(new MarksEvidence(http).read(release(server), CANDIDATE, Said.NOTHING).evidence())
          .containsExactly(
              Evidence.of(
                  "burn-in",
                  Verdict.PASSED,
                  "https://logs/1",
                  Instant.parse("2026-01-01T00:00:00Z"),
                  ""),
              Evidence.of("long-run", Verdict.FAILED, "", Instant.EPOCH, "too hot"));
    }
  }

  @Test
  void a_server_without_marks_is_no_evidence_but_a_fault() {
    try (DlrnServer server = DlrnServer.start(0);
        HttpPool http = new HttpPool(HttpSettings.standard())) {
      MarksEvidence marks = new MarksEvidence(http);

      assertThatThrownBy(() -> marks.read(release(server), CANDIDATE, Said.NOTHING))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("read the marks of " + CANDIDATE.id());
    }
  }

  private static Release release(DlrnServer server) {
    return new Release(
        new ReleaseName("r"),
        "r.ini",
        "dlrn",
        List.of(),
        true,
        1,
        Duration.ofMinutes(1),
        new Settings(Map.of("marks_url", server.address())));
  }
}
