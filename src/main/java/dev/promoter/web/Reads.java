package dev.promoter.web;

import static dev.promoter.web.Role.VIEWER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.DecisionDocument;
import dev.promoter.documents.ListDocuments;
import dev.promoter.documents.RoundDocuments;
import dev.promoter.documents.Spelling;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetReport;
import dev.promoter.web.Desk.StoredRound;
import java.util.List;
import java.util.Optional;

/** What the API shows. Nothing here asks an outside system: it is all in the store. */
final class Reads {
  private static final String RELEASE = Api.ROOT + "/releases/{release}";
  private static final long MOST_ENTRIES = 1000;
  private static final String USUAL_ENTRIES = "50";

  private final Desk desk;

  Reads(Desk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Api.ROOT + "/releases", VIEWER, "The state of each release", this::releases),
        Route.get(
            RELEASE, VIEWER, "The state of a release and how its targets ended", this::release),
        Route.get(RELEASE + "/targets", VIEWER, "How each target ended", this::targets),
        Route.get(RELEASE + "/targets/{target}", VIEWER, "How one target ended", this::target),
        Route.get(RELEASE + "/candidates", VIEWER, "What was judged", this::candidates),
        Route.get(
            RELEASE + "/candidates/{candidate}",
            VIEWER,
            "How one candidate was judged",
            this::candidate),
        Route.get(RELEASE + "/explain", VIEWER, "The newest stored round whole", this::explain),
        Route.get(
            Api.ROOT + "/decision",
            VIEWER,
            "What was decided about a candidate, in the words of Greenwave",
            this::decision),
        Route.get(Api.ROOT + "/rounds/{round}", VIEWER, "A stored round whole", this::round),
        Route.get(
            Api.ROOT + "/history",
            VIEWER,
            "What rounds and people did, newest first",
            this::history));
  }

  private Answer releases(Request request) {
    return Answer.json(ListDocuments.status(desk.status()));
  }

  private Answer release(Request request) {
    ObjectNode document = ListDocuments.row(row(request));
    document.setAll(targetsOf(request));
    return Answer.json(document);
  }

  private Answer targets(Request request) {
    row(request);
    return Answer.json(targetsOf(request));
  }

  private ObjectNode targetsOf(Request request) {
    return latest(request)
        .map(round -> RoundDocuments.targets(round.number(), round.report()))
        .orElseGet(() -> RoundDocuments.nothing(name(request), "targets"));
  }

  private Answer target(Request request) {
    LinkName link = Words.link(request.part("target"));
    return target(needed(request), link);
  }

  private static Answer target(StoredRound round, LinkName link) {
    ReleaseReport narrowed = narrowed(round, Optional.of(link), Optional.empty());
    return Answer.json(RoundDocuments.targets(round.number(), narrowed));
  }

  /** The target must still be as the client read it, if the client says how that was. */
  void unchanged(Request request, ReleaseName release, LinkName target) {
    if (request.header("If-Match").isPresent()) {
      Answer current =
          desk.latest(release)
              .map(round -> target(round, target))
              .orElseGet(() -> Answer.json(RoundDocuments.nothing(release, "targets")));
      Conditional.refuseIfChanged(request, current);
    }
  }

  /** The release that the path names, if there is one. */
  ReleaseName known(Request request) {
    return row(request).release();
  }

  private Answer candidates(Request request) {
    row(request);
    return Answer.json(
        latest(request)
            .map(round -> RoundDocuments.candidates(round.number(), round.report()))
            .orElseGet(() -> RoundDocuments.nothing(name(request), "candidates")));
  }

  private Answer candidate(Request request) {
    return whole(needed(request), Optional.empty(), Optional.of(request.part("candidate")));
  }

  private Answer explain(Request request) {
    return whole(
        needed(request), request.query("target").map(Words::link), request.query("candidate"));
  }

  private Answer round(Request request) {
    long number = Words.number("The number of a round", request.part("round"), 1, Long.MAX_VALUE);
    StoredRound round =
        desk.round(number)
            .orElseThrow(
                () -> none("There is no round %d; the history lists them.".formatted(number)));
    return whole(round, request.query("target").map(Words::link), request.query("candidate"));
  }

  private static Answer whole(
      StoredRound round, Optional<LinkName> target, Optional<String> candidate) {
    return Answer.json(RoundDocuments.whole(round.number(), narrowed(round, target, candidate)));
  }

  private Answer decision(Request request) {
    ReleaseName release =
        request
            .query("release")
            .map(Words::release)
            .orElseThrow(
                () -> new Refusal(Refusal.Kind.INVALID, "The parameter release is missing."));
    StoredRound round = needed(release);
    ReleaseReport narrowed =
        narrowed(round, request.query("target").map(Words::link), request.query("candidate"));
    for (TargetReport target : narrowed.targets()) {
      if (!target.judged().isEmpty()) {
        return Answer.json(
            DecisionDocument.of(round.number(), narrowed, target, target.judged().get(0)));
      }
    }
    throw none("Round %d of %s judged no candidate.".formatted(round.number(), release));
  }

  private Answer history(Request request) {
    String limit = request.query("limit").orElse(USUAL_ENTRIES);
    return Answer.json(
        ListDocuments.history(
            desk.history(
                new HistoryQuery(
                    request.query("release").map(Words::release),
                    request.query("target"),
                    request.query("by"),
                    request.query("kind").map(word -> Words.read(() -> Spelling.kind(word))),
                    request.query("since").map(word -> Words.read(() -> Spelling.since(word))),
                    request.query("until").map(word -> Words.read(() -> Spelling.since(word))),
                    (int) Words.number("limit", limit, 1, MOST_ENTRIES)))));
  }

  private StatusBoard.Row row(Request request) {
    return row(name(request));
  }

  private StatusBoard.Row row(ReleaseName name) {
    return desk.status().stream()
        .filter(row -> row.release().equals(name))
        .findFirst()
        .orElseThrow(() -> none("There is no release '%s'.".formatted(name)));
  }

  private Optional<StoredRound> latest(Request request) {
    return desk.latest(name(request));
  }

  private StoredRound needed(Request request) {
    return needed(name(request));
  }

  private StoredRound needed(ReleaseName release) {
    row(release);
    return desk.latest(release)
        .orElseThrow(() -> none("No round of %s is stored yet.".formatted(release)));
  }

  private static ReleaseReport narrowed(
      StoredRound round, Optional<LinkName> target, Optional<String> candidate) {
    ReleaseReport report = round.report();
    target
        .filter(link -> report.targets().stream().noneMatch(each -> each.target().equals(link)))
        .ifPresent(
            link -> {
              throw none(
                  "Round %d of %s had no target '%s'."
                      .formatted(round.number(), report.release(), link));
            });
    ReleaseReport narrowed = report.narrowed(target, candidate);
    candidate
        .filter(id -> narrowed.targets().stream().allMatch(each -> each.judged().isEmpty()))
        .ifPresent(
            id -> {
              throw none(
                  "Round %d of %s judged no candidate '%s'."
                      .formatted(round.number(), report.release(), id));
            });
    return narrowed;
  }

  private static ReleaseName name(Request request) {
    return Words.release(request.part("release"));
  }

  private static Refusal none(String sentence) {
    return new Refusal(Refusal.Kind.NOT_FOUND, sentence);
  }
}
