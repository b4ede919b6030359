package dev.promoter.web;

import static dev.promoter.web.Role.OPERATOR;
import static dev.promoter.web.Role.VIEWER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.documents.Spelling;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.List;

/** What people say about releases and take back: waivers, holds and approvals. */
final class Sayings {
  private static final String WAIVERS = Api.ROOT + "/waivers";
  private static final String HOLDS = Api.ROOT + "/holds";
  private static final String APPROVALS = Api.ROOT + "/approvals";
  private static final String ONE = "/{id}";

  private final Desk desk;

  Sayings(Desk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.get(WAIVERS, VIEWER, "Waivers that were not withdrawn", this::waivers),
        Route.get(WAIVERS + ONE, VIEWER, "One waiver", request -> one(request, Kind.WAIVER)),
        Route.post(WAIVERS, OPERATOR, "Accepts an unmet requirement for a while", this::waive),
        Route.delete(WAIVERS + ONE, OPERATOR, "Withdraws a waiver", r -> takeBack(r, Kind.WAIVER)),
        Route.get(HOLDS, VIEWER, "Holds that were not lifted", this::holds),
        Route.get(HOLDS + ONE, VIEWER, "One hold", request -> one(request, Kind.HOLD)),
        Route.post(HOLDS, OPERATOR, "Stops a release or one of its targets", this::hold),
        Route.delete(HOLDS + ONE, OPERATOR, "Lifts a hold", r -> takeBack(r, Kind.HOLD)),
        Route.get(APPROVALS, VIEWER, "Approvals that were not withdrawn", this::approvals),
        Route.get(APPROVALS + ONE, VIEWER, "One approval", request -> one(request, Kind.APPROVAL)),
        Route.post(APPROVALS, OPERATOR, "Says that something may go on", this::approve),
        Route.delete(
            APPROVALS + ONE, OPERATOR, "Withdraws an approval", r -> takeBack(r, Kind.APPROVAL)));
  }

  private Answer waivers(Request request) {
    return Answer.json(ListDocuments.waivers(desk.waivers(), desk.now()));
  }

  private Answer holds(Request request) {
    return Answer.json(ListDocuments.holds(desk.holds(), desk.now()));
  }

  private Answer approvals(Request request) {
    return Answer.json(ListDocuments.approvals(desk.approvals()));
  }

  private Answer waive(Request request) {
    Form form =
        Form.of(
            request,
            "release",
            "target",
            "requirement",
            "candidate",
            "any_candidate",
            "pattern",
            "reason",
            "link",
            "until");
    if (form.find("candidate").isPresent() == form.flag("any_candidate")) {
      // so that nobody waives for all candidates by forgetting a field
      throw Form.unusable("Give either candidate, or any_candidate with true");
    }
    Instant now = desk.now();
    Waiver draft =
        new Waiver(
            0,
            Words.release(form.text("release")),
            Words.link(form.text("target")),
            form.text("requirement"),
            form.find("candidate")
                .map(word -> Words.read(() -> Spelling.candidate(word)))
                .orElse(""),
            form.find("pattern").orElse(""),
            request.person().name(),
            form.text("reason"),
            form.find("link").map(word -> Words.read(() -> Spelling.webAddress(word))).orElse(""),
            now,
            Words.until(form, now).orElseThrow(() -> Form.unusable("The field until is missing")));
    return Answer.json(201, document(desk.waive(draft, request.caller())));
  }

  private Answer hold(Request request) {
    Form form = Form.of(request, "release", "target", "reason", "until");
    Instant now = desk.now();
    Hold draft =
        new Hold(
            0,
            Words.release(form.text("release")),
            form.find("target").map(word -> Words.link(word).value()).orElse(""),
            request.person().name(),
            form.text("reason"),
            now,
            Words.until(form, now).orElse(Hold.NO_END));
    return Answer.json(201, document(desk.hold(draft, request.caller())));
  }

  private Answer approve(Request request) {
    Form form = Form.of(request, "release", "subject", "candidate", "note");
    Orders.Approve order =
        new Orders.Approve(
            Words.release(form.text("release")),
            form.find("subject").orElse(""),
            form.find("candidate").map(word -> Words.read(() -> Spelling.sha1(word))),
            form.text("note"));
    return Answer.json(201, document(desk.approve(order, request.caller())));
  }

  private Answer one(Request request, Kind kind) {
    return Answer.json(document(found(request, kind)));
  }

  private Answer takeBack(Request request, Kind kind) {
    Form form = Form.of(request, "reason");
    Intervention said = found(request, kind);
    Conditional.refuseIfChanged(request, Answer.json(document(said)));
    desk.takeBack(kind, said.id(), form.find("reason").orElse(""), request.caller());
    return Answer.empty(204);
  }

  private Intervention found(Request request, Kind kind) {
    long id = Words.number("The number", request.part("id"), 1, Long.MAX_VALUE);
    List<? extends Intervention> all =
        switch (kind) {
          case WAIVER -> desk.waivers();
          case HOLD -> desk.holds();
          case APPROVAL -> desk.approvals();
          case PIN, VETO ->
              desk.choices().stream().filter(choice -> choice.kind() == kind).toList();
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

  private ObjectNode document(Intervention said) {
    if (said instanceof Waiver waiver) {
      return ListDocuments.waiver(waiver, desk.now());
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
