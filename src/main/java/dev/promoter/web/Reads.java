package dev.promoter.web;

import static dev.promoter.web.Role.VIEWER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.documents.RoundDocuments;
import dev.promoter.documents.Spelling;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.HistoryQuery.Position;
import dev.promoter.engine.StatusBoard;
import java.util.List;
import java.util.Optional;

/** What the API shows. Nothing here asks an outside system: it is all in the store. */
final class Reads {
  private static final String RELEASE = Api.ROOT + "/releases/{release}";
  private static final int USUAL_ENTRIES = 50;

  private final Desk desk;
  private final RoundAnswers rounds;

  Reads(Desk desk) {
    this.desk = desk;
    this.rounds = new RoundAnswers(desk);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Api.ROOT + "/releases", VIEWER, "The state of each release", this::releases),
        Route.get(
            RELEASE, VIEWER, "The state of a release and how its targets ended", this::release),
        Route.get(Api.ROOT + "/nodes", VIEWER, "The nodes that share the database", this::nodes),
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

  private Answer nodes(Request request) {
    return Answer.json(ListDocuments.nodes(desk.nodes()));
  }

  private Answer release(Request request) {
    StatusBoard.Row row = row(request);
    ObjectNode document = ListDocuments.row(row);
    document.setAll(
        newest(row.release())
            .map(number -> rounds.endings(number))
            .orElseGet(() -> RoundDocuments.nothing(row.release(), "targets")));
    return Answer.json(document);
  }

  private Answer targets(Request request) {
    ReleaseName release = known(request);
    return newest(release)
        .map(rounds::targets)
        .orElseGet(() -> Answer.json(RoundDocuments.nothing(release, "targets")));
  }

  private Answer target(Request request) {
    LinkName link = Words.link(request.part("target"));
    return rounds.target(needed(known(request)), link);
  }

  /** The target must still be as the client read it, if the client says how that was. */
  void unchanged(Request request, ReleaseName release, LinkName target) {
    if (request.header("If-Match").isPresent()) {
      Answer current =
          newest(release)
              .map(number -> rounds.target(number, target))
              .orElseGet(() -> Answer.json(RoundDocuments.nothing(release, "targets")));
      Conditional.refuseIfChanged(request, current);
    }
  }

  /** The release that the path names, if there is one. */
  ReleaseName known(Request request) {
    return row(request).release();
  }

  private Answer candidates(Request request) {
    ReleaseName release = known(request);
    return newest(release)
        .map(
            number ->
                rounds.candidates(release, Paging.part(request, number), Paging.list(request)))
        .orElseGet(
            () -> Answer.json(RoundDocuments.nothing(release, "candidates").putNull("next")));
  }

  private Answer candidate(Request request) {
    long number = needed(known(request));
    return rounds.whole(number, Optional.empty(), Optional.of(request.part("candidate")));
  }

  private Answer explain(Request request) {
    return whole(needed(known(request)), request);
  }

  private Answer round(Request request) {
    return whole(
        Words.number("The number of a round", request.part("round"), 1, Long.MAX_VALUE), request);
  }

  private Answer whole(long number, Request request) {
    return rounds.whole(
        number, request.query("target").map(Words::link), request.query("candidate"));
  }

  private Answer decision(Request request) {
    ReleaseName release =
        request
            .query("release")
            .map(Words::release)
            .orElseThrow(
                () -> new Refusal(Refusal.Kind.INVALID, "The parameter release is missing."));
    row(release);
    return rounds.decision(
        needed(release), request.query("target").map(Words::link), request.query("candidate"));
  }

  private Answer history(Request request) {
    int limit = Paging.limit(request, USUAL_ENTRIES);
    Position from = Paging.position(request);
    Chronicle read =
        desk.history(
            new HistoryQuery(
                request.query("release").map(Words::release),
                request.query("target"),
                request.query("by"),
                request.query("kind").map(word -> Words.read(() -> Spelling.kind(word))),
                request.query("since").map(word -> Words.read(() -> Spelling.since(word))),
                request.query("until").map(word -> Words.read(() -> Spelling.since(word))),
                limit + 1,
                from));
    return Paging.answer(
        request, ListDocuments.history(Paging.page(read, limit)), Paging.next(from, read, limit));
  }

  private StatusBoard.Row row(Request request) {
    return row(name(request));
  }

  private StatusBoard.Row row(ReleaseName name) {
    return desk.status(name).orElseThrow(() -> none("There is no release '%s'.".formatted(name)));
  }

  private Optional<Long> newest(ReleaseName release) {
    return desk.newest(release).stream().boxed().findFirst();
  }

  private long needed(ReleaseName release) {
    return newest(release)
        .orElseThrow(() -> none("No round of %s is stored yet.".formatted(release)));
  }

  private static ReleaseName name(Request request) {
    return Words.release(request.part("release"));
  }

  private static Refusal none(String sentence) {
    return new Refusal(Refusal.Kind.NOT_FOUND, sentence);
  }
}
