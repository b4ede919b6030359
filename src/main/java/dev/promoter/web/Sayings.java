package dev.promoter.web;

import static dev.promoter.web.Role.OPERATOR;
import static dev.promoter.web.Role.VIEWER;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.Documents;
import dev.promoter.documents.ListDocuments;
import dev.promoter.documents.Spelling;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Ended;
import dev.promoter.engine.Slip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What people say about releases and take back, every kind in the same way; and the freezes. */
final class Sayings {
  private final Desk desk;

  Sayings(Desk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      String all = Api.ROOT + "/" + kind.words();
      String one = all + "/{id}";
      String word = kind.word();
      routes.add(
          Route.get(all, VIEWER, "Every " + word + " that stands or is over", r -> list(r, kind)));
      routes.add(Route.get(one, VIEWER, "One " + word, r -> Answer.json(document(found(r, kind)))));
      routes.add(Route.post(all, OPERATOR, meaning(kind), r -> say(r, kind)).keeping());
      routes.add(
          Route.delete(one, OPERATOR, "Takes back one " + word, r -> takeBack(r, kind)).keeping());
    }
    routes.add(Route.get(Api.ROOT + "/freezes", VIEWER, "Freezes that are planned", this::freezes));
    return routes;
  }

  private static String meaning(Kind kind) {
    return switch (kind) {
      case WAIVER -> "Accepts an unmet requirement for a while";
      case HOLD -> "Stops a release or one of its targets";
      case APPROVAL -> "Says that something may go on";
      case PIN -> "Lets one candidate, and no other, be promoted";
      case VETO -> "Says that a candidate may not be promoted";
    };
  }

  private Answer list(Request request, Kind kind) {
    return switch (request.query("state").orElse("standing")) {
      case "standing" -> standing(request, kind);
      case "ended" -> ended(request, kind);
      default -> throw new Refusal(Refusal.Kind.INVALID, "state must be standing or ended.");
    };
  }

  private Answer ended(Request request, Kind kind) {
    int limit = Paging.limit(request, Paging.MOST);
    List<Ended> read = desk.ended(kind, Paging.below(request), limit + 1);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode list = document.putArray(kind.words());
    for (Ended one : read.stream().limit(limit).toList()) {
      ObjectNode node = document(one.said());
      Documents.time(node, "taken_back_at", one.takenBack());
      list.add(node);
    }
    return Paging.answer(
        request,
        document,
        read.size() > limit
            ? Optional.of(Long.toString(read.get(limit - 1).said().id()))
            : Optional.empty());
  }

  private Answer standing(Request request, Kind kind) {
    return switch (kind) {
      case WAIVER ->
          page(
              request,
              desk.waivers(),
              some -> ListDocuments.waivers(some, desk.waiversEndingSoon(), desk.now()));
      case HOLD -> page(request, desk.holds(), some -> ListDocuments.holds(some, desk.now()));
      case APPROVAL -> page(request, desk.approvals(), ListDocuments::approvals);
      case PIN, VETO ->
          page(request, choices(kind), some -> ListDocuments.choices(some, kind.words()));
    };
  }

  private static <T extends Intervention> Answer page(
      Request request, List<T> all, Function<List<T>, ObjectNode> document) {
    List<T> read = Paging.page(request, all);
    List<T> shown = read.stream().limit(Paging.limit(request, Paging.MOST)).toList();
    boolean more = read.size() > shown.size();
    return Paging.answer(
        request,
        document.apply(shown),
        more ? Optional.of(Long.toString(shown.get(shown.size() - 1).id())) : Optional.empty());
  }

  private Answer say(Request request, Kind kind) {
    Desk open = desk(request, this::created);
    return created(
        switch (kind) {
          case WAIVER -> open.waive(waiver(request), request.caller());
          case HOLD -> open.hold(hold(request), request.caller());
          case APPROVAL -> open.approve(approval(request), request.caller());
          case PIN, VETO -> open.choose(choice(request, kind), request.caller());
        });
  }

  private Answer created(Intervention said) {
    String address = "%s/%s/%d".formatted(Api.ROOT, said.kind().words(), said.id());
    return Answer.json(201, document(said)).with(OnceOnly.LOCATION, address);
  }

  /** Where the answer is stored in one step with what is done, if there is a key for it. */
  private Desk desk(Request request, Function<Intervention, Answer> answer) {
    return request
        .keyed()
        .map(order -> desk.answering(new Slip(order, said -> OnceOnly.written(answer.apply(said)))))
        .orElse(desk);
  }

  private Answer freezes(Request request) {
    return Answer.json(ListDocuments.freezes(desk.freezes(), desk.now()));
  }

  private Waiver waiver(Request request) {
    Form form =
        Form.of(
            request,
            "release",
            "target",
            "requirement",
            "candidate",
            "any_candidate",
            "until_promoted",
            "pattern",
            "evidence",
            "reason",
            "link",
            "until");
    boolean untilPromoted = form.flag("until_promoted");
    long scopes =
        Stream.of(form.find("candidate").isPresent(), form.flag("any_candidate"), untilPromoted)
            .filter(given -> given)
            .count();
    if (scopes != 1) { // so that nobody waives for all candidates by forgetting a field
      throw Form.unusable(
          "Give one of candidate, any_candidate with true, and until_promoted with true");
    }
    Instant now = desk.now();
    return new Waiver(
        0,
        Words.release(form.text("release")),
        Words.link(form.text("target")),
        form.text("requirement"),
        form.find("candidate").map(word -> Words.read(() -> Spelling.candidate(word))).orElse(""),
        form.find("pattern").map(word -> Words.read(() -> Spelling.pattern(word))).orElse(""),
        form.find("evidence").map(word -> Words.read(() -> Spelling.evidence(word))).orElse(""),
        untilPromoted,
        request.person().name(),
        form.text("reason"),
        form.find("link").map(word -> Words.read(() -> Spelling.webAddress(word))).orElse(""),
        now,
        Words.until(form, now).or(() -> endless(untilPromoted)).orElseThrow(Sayings::noEnd));
  }

  /** What ends with a promotion may leave its latest end to the configuration. */
  private static Optional<Instant> endless(boolean untilPromoted) {
    return untilPromoted ? Optional.of(Hold.NO_END) : Optional.empty();
  }

  private static Refusal noEnd() {
    return Form.unusable("The field until is missing");
  }

  private Hold hold(Request request) {
    Form form = Form.of(request, "release", "target", "reason", "until");
    Instant now = desk.now();
    return new Hold(
        0,
        Words.release(form.text("release")),
        form.find("target").map(word -> Words.link(word).value()).orElse(""),
        request.person().name(),
        form.text("reason"),
        now,
        Words.until(form, now).orElse(Hold.NO_END));
  }

  private static Orders.Approve approval(Request request) {
    Form form = Form.of(request, "release", "target", "subject", "candidate", "note");
    return new Orders.Approve(
        Words.release(form.text("release")),
        form.find("target").map(Words::link),
        form.find("subject").orElse(""),
        form.find("candidate").map(word -> Words.read(() -> Spelling.candidate(word))),
        form.text("note"));
  }

  private Choice choice(Request request, Kind kind) {
    Form form = Form.of(request, "release", "target", "candidate", "reason");
    String candidate = form.text("candidate");
    return new Choice(
        0,
        kind,
        Words.release(form.text("release")),
        Words.link(form.text("target")),
        Words.read(() -> Spelling.candidate(candidate)),
        request.person().name(),
        form.text("reason"),
        desk.now());
  }

  private Answer takeBack(Request request, Kind kind) {
    Form form = Form.of(request, "reason");
    Intervention said = found(request, kind);
    Conditional.refuseIfChanged(request, Answer.json(document(said)));
    desk(request, gone -> Answer.empty(204))
        .takeBack(kind, said.id(), form.find("reason").orElse(""), request.caller());
    return Answer.empty(204);
  }

  private Intervention found(Request request, Kind kind) {
    long id = Words.number("The number", request.part("id"), 1, Long.MAX_VALUE);
    List<? extends Intervention> all =
        switch (kind) {
          case WAIVER -> desk.waivers();
          case HOLD -> desk.holds();
          case APPROVAL -> desk.approvals();
          case PIN, VETO -> choices(kind);
        };
    return all.stream()
        .filter(one -> one.id() == id)
        .findFirst()
        .map(Intervention.class::cast)
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Kind.NOT_FOUND,
                    "There is no %s %d; it may have been taken back.".formatted(kind.word(), id)));
  }

  private List<Choice> choices(Kind kind) {
    return desk.choices().stream().filter(choice -> choice.kind() == kind).toList();
  }

  private ObjectNode document(Intervention said) {
    if (said instanceof Waiver waiver) {
      List<Waiver> endingSoon = desk.endsSoon(waiver) ? List.of(waiver) : List.of();
      return ListDocuments.waiver(waiver, endingSoon, desk.now());
    }
    if (said instanceof Hold hold) {
      return ListDocuments.hold(hold, desk.now());
    }
    if (said instanceof Choice choice) {
      return ListDocuments.choice(choice);
    }
    return ListDocuments.approval((Approval) said);
  }
}
