package dev.promoter.remote.marks;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Release;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.EvidenceSource;
import dev.promoter.engine.Reading;
import dev.promoter.engine.Said;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.JsonBody;
import dev.promoter.remote.http.JsonFields;
import dev.promoter.remote.http.WebAddress;
import java.time.Instant;

/** The marks that a server keeps of each candidate, in the place of votes. */
public final class MarksEvidence implements EvidenceSource {
  private final HttpPool http;

  /** Reads from the server that each release names. */
  public MarksEvidence(HttpPool http) {
    this.http = http;
  }

  @Override
  public String kind() {
    return "marks";
  }

  @Override
  public Reading read(Release release, Candidate candidate, Said said) {
    WebAddress server = WebAddress.of(release.settings().get("marks_url"));
    Call call =
        Call.get(
            "marks",
            "read the marks of " + candidate.id(),
            server.at("/marks/" + WebAddress.segment(candidate.id())));
    return Reading.of(
        JsonBody.list(call, http.client(release).send(call), MarksEvidence::evidence));
  }

  private static Evidence evidence(JsonFields mark) {
    return Evidence.of(
        mark.text("job"),
        mark.isTrue("passed") ? Verdict.PASSED : Verdict.FAILED,
        mark.remark("log"),
        mark.number("at").map(Instant::ofEpochSecond).orElse(Instant.EPOCH),
        mark.remark("note"));
  }
}
