package dev.promoter.web;

import static dev.promoter.web.Role.ADMIN;
import static dev.promoter.web.Role.OPERATOR;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.Documents;
import dev.promoter.documents.Spelling;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What people order through the API beside what they say: rounds, promotions and rollbacks. */
final class Writes {
  private static final String RELEASE = Api.ROOT + "/releases/{release}";

  private final Desk desk;
  private final Reads reads;

  Writes(Desk desk, Reads reads) {
    this.desk = desk;
    this.reads = reads;
  }

  List<Route> routes() {
    return List.of(
        Route.post(RELEASE + "/rounds", OPERATOR, "Has a round begin at once", this::round),
        Route.post(
            RELEASE + "/judgements", OPERATOR, "Judges now, and writes nothing", this::judge),
        Route.post(RELEASE + "/promotions", ADMIN, "Promotes without criteria", this::force),
        Route.post(RELEASE + "/rollbacks", ADMIN, "Puts back the last promotion", this::rollback),
        Route.post(Api.ROOT + "/reload", ADMIN, "Reads files and rules again", this::reload));
  }

  private Answer round(Request request) {
    Form.of(request);
    ReleaseName release = reads.known(request);
    boolean begun = desk.round(release);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("release", release.value());
    document.put("state", begun ? "begun" : "follows");
    return Answer.json(202, document);
  }

  private Answer judge(Request request) {
    Form form = Form.of(request, "target", "candidate");
    return report(
        desk.judge(
            reads.known(request),
            form.find("target").map(Words::link),
            form.find("candidate").map(word -> Words.read(() -> Spelling.candidate(word)))));
  }

  private Answer force(Request request) {
    Form form =
        Form.of(
            request,
            "source",
            "target",
            "candidate",
            "commit_hash",
            "distro_hash",
            "extended_hash",
            "aggregate_hash",
            "allowed_clients",
            "reason",
            "dry_run");
    ReleaseName release = reads.known(request);
    LinkName target = Words.link(form.text("target"));
    Orders.Force order =
        new Orders.Force(
            release,
            Words.link(form.text("source")),
            target,
            candidate(form, release),
            Set.copyOf(form.texts("allowed_clients")),
            form.text("reason"),
            form.flag("dry_run"));
    reads.unchanged(request, release, target);
    return report(desk.forcePromote(order, request.caller()));
  }

  /** By its hashes, or as one that the newest stored round judged. */
  private Candidate candidate(Form form, ReleaseName release) {
    Optional<String> id = form.find("candidate");
    if (id.isPresent()) {
      return desk.latest(release).stream()
          .flatMap(round -> round.report().targets().stream())
          .flatMap(target -> target.judged().stream())
          .map(judged -> judged.facts().candidate())
          .filter(candidate -> candidate.id().equals(id.get()))
          .findFirst()
          .orElseThrow(
              () ->
                  Form.unusable(
                      "The newest stored round of "
                          + release
                          + " judged no candidate of that hash; name it by commit_hash and"
                          + " distro_hash, or by aggregate_hash"));
    }
    Optional<String> aggregate = form.find("aggregate_hash").map(Writes::folded);
    return Words.read(
        () ->
            aggregate
                .<Candidate>map(AggregateCandidate::new)
                .orElseGet(
                    () ->
                        new CommitCandidate(
                            new CommitHash(
                                folded(form.text("commit_hash")),
                                folded(form.text("distro_hash")),
                                form.find("extended_hash").orElse("")),
                            "")));
  }

  private Answer rollback(Request request) {
    Form form = Form.of(request, "target", "component", "reason", "until", "dry_run");
    ReleaseName release = reads.known(request);
    LinkName target = Words.link(form.text("target"));
    Orders.Rollback order =
        new Orders.Rollback(
            release,
            target,
            form.find("component").orElse(""),
            form.text("reason"),
            Words.until(form, desk.now()).orElse(Hold.NO_END),
            form.flag("dry_run"));
    reads.unchanged(request, release, target);
    return report(desk.rollback(order, request.caller()));
  }

  private Answer reload(Request request) {
    Form.of(request);
    desk.reload(request.caller());
    return Answer.empty(202);
  }

  /** What could not be begun at all is no success; what failed on the way is in the document. */
  private static Answer report(ReleaseReport report) {
    if (!report.error().isEmpty()) {
      throw new Refusal(Refusal.Kind.CONFLICT, Words.sentence(report.error()));
    }
    return Answer.json(Documents.rounds(List.of(report)));
  }

  private static String folded(String hash) {
    return hash.toLowerCase(Locale.ROOT);
  }
}
