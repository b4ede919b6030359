package dev.promoter.web.pages;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import dev.promoter.web.Answer;
import dev.promoter.web.Desk;
import dev.promoter.web.Orders;
import dev.promoter.web.Refusal;
import dev.promoter.web.Request;
import dev.promoter.web.Role;
import dev.promoter.web.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The forms by which people waive, hold, approve, pin, veto, promote without criteria and roll
 * back.
 */
record Forms(Desk desk, Library library, Studio studio) {
  private static final String ROOT = "/act/";

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (FormKind kind : FormKind.values()) {
      String path = ROOT + kind.path();
      routes.add(
          Route.get(
              path, kind.role(), kind.title() + ": the form", request -> form(request, kind)));
      routes.add(
          Route.post(
              path, kind.role(), kind.title() + ", by a form", request -> act(request, kind)));
    }
    for (Intervention.Kind kind : Intervention.Kind.values()) {
      routes.add(takeBack(kind));
    }
    return routes;
  }

  private Route takeBack(Intervention.Kind kind) {
    return Route.post(
        ROOT + kind.takenBack().word(),
        Role.OPERATOR,
        "Takes back a " + kind.word() + ", by a form",
        request -> {
          Fields fields = checked(request);
          desk.takeBack(kind, new Typed(fields).number("id"), "", request.caller());
          library.changed();
          return Studio.see("/people");
        });
  }

  private Answer form(Request request, FormKind kind) {
    Map<String, String> known = new LinkedHashMap<>();
    kind.form(new Fields(Map.of()), "").fields().stream()
        .map(Form.Field::name)
        .forEach(name -> request.query(name).ifPresent(value -> known.put(name, value)));
    return show(request, 200, kind, kind.form(new Fields(known), ""));
  }

  private Answer act(Request request, FormKind kind) {
    Fields fields = checked(request);
    try {
      Answer answer = carriedOut(request, kind, fields);
      library.changed();
      return answer;
    } catch (Refusal e) {
      return show(request, e.kind().status(), kind, kind.form(fields, e.sentence()));
    }
  }

  private Fields checked(Request request) {
    Fields fields = Fields.of(request);
    studio.session().check(request, fields);
    return fields;
  }

  private Answer carriedOut(Request request, FormKind kind, Fields fields) {
    Typed typed = new Typed(fields);
    Caller caller = request.caller();
    switch (kind) {
      case WAIVE -> desk.waive(waiver(typed, caller), caller);
      case HOLD -> desk.hold(hold(typed, caller), caller);
      case APPROVE ->
          desk.approve(
              new Orders.Approve(
                  typed.release(),
                  typed.given("target").map(any -> typed.target()),
                  typed.given("subject").orElse(""),
                  Optional.of(typed.needed("candidate", "candidate")),
                  typed.needed("note", "note")),
              caller);
      case PIN -> desk.choose(choice(typed, Intervention.Kind.PIN, caller), caller);
      case VETO -> desk.choose(choice(typed, Intervention.Kind.VETO, caller), caller);
      case FORCE, ROLLBACK -> {
        return ordered(request, kind, fields, caller);
      }
    }
    return Studio.see("/people");
  }

  private Waiver waiver(Typed typed, Caller caller) {
    boolean untilPromoted = typed.given("until_promoted").isPresent();
    if (typed.given("until").isEmpty() && !untilPromoted) {
      throw Typed.unusable("A waiver needs an end.");
    }
    String candidate = typed.given("candidate").orElse("");
    if (untilPromoted && !candidate.isEmpty()) {
      throw Typed.unusable(
          "A waiver is for one candidate, or for every one until something is promoted.");
    }
    String pattern = typed.given("pattern").orElse("");
    if (!pattern.isEmpty() && !Waiver.isPattern(pattern)) {
      throw Typed.unusable("'" + pattern + "' is in every failure; leave it empty to mean any.");
    }
    String evidence = typed.given("evidence").orElse("");
    if (!evidence.isEmpty() && !Waiver.isEvidence(evidence)) {
      throw Typed.unusable("'" + evidence + "' is not JOB@ADDRESS or JOB@RUN.");
    }
    String link = typed.given("link").orElse("");
    if (!link.isEmpty() && Address.outside(link).isEmpty()) {
      throw Typed.unusable("'" + link + "' is not an http or https address.");
    }
    return new Waiver(
        0,
        typed.release(),
        typed.target(),
        typed.needed("requirement", "requirement"),
        candidate,
        pattern,
        evidence,
        untilPromoted,
        caller.name(),
        typed.needed("reason", "reason"),
        link,
        library.now(),
        typed.until());
  }

  private Choice choice(Typed typed, Intervention.Kind kind, Caller caller) {
    return new Choice(
        0,
        kind,
        typed.release(),
        typed.target(),
        typed.needed("candidate", "candidate"),
        caller.name(),
        typed.needed("reason", "reason"),
        library.now());
  }

  private Hold hold(Typed typed, Caller caller) {
    return new Hold(
        0,
        typed.release(),
        typed.given("target").orElse(""),
        caller.name(),
        typed.needed("reason", "reason"),
        library.now(),
        typed.until());
  }

  /** First what would be done; only what was confirmed is done. */
  private Answer ordered(Request request, FormKind kind, Fields fields, Caller caller) {
    Typed typed = new Typed(fields);
    ReleaseReport shown = order(kind, typed, true, caller);
    List<String> plan =
        shown.targets().stream()
            .flatMap(target -> target.effects().stream())
            .map(TargetReport.Effect::title)
            .toList();
    if (plan.isEmpty()) {
      throw new Refusal(Refusal.Kind.CONFLICT, verdict(shown));
    }
    if (!fields.find("confirm").equals(Optional.of("yes"))) {
      return show(request, 200, kind, kind.confirmation(fields, verdict(shown), plan));
    }
    if (!FormKind.isAsShown(fields, plan)) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "What would be done is not what was shown before; nothing was done. Look at it again.");
    }
    ReleaseReport report = order(kind, typed, false, caller);
    if (report.failed()) {
      throw new Refusal(Refusal.Kind.CONFLICT, verdict(report));
    }
    return Studio.see(Address.release(report.release().value()));
  }

  private ReleaseReport order(FormKind kind, Typed typed, boolean dryRun, Caller caller) {
    return kind == FormKind.FORCE
        ? desk.forcePromote(forcing(typed, dryRun), caller)
        : desk.rollback(rolling(typed, dryRun), caller);
  }

  private static String verdict(ReleaseReport report) {
    return report.error().isEmpty()
        ? String.join("; ", report.targets().stream().map(TargetReport::reason).toList())
        : report.error();
  }

  private Orders.Rollback rolling(Typed typed, boolean dryRun) {
    return new Orders.Rollback(
        typed.release(),
        typed.target(),
        typed.given("component").orElse(""),
        typed.needed("reason", "reason"),
        typed.until(),
        dryRun);
  }

  /** A candidate that was judged: its round knows all of its hash, and where it comes from. */
  private Orders.Force forcing(Typed typed, boolean dryRun) {
    ReleaseName release = typed.release();
    LinkName target = typed.target();
    String id = typed.needed("candidate", "candidate");
    TargetReport judged =
        library
            .roundOf(release, id)
            .flatMap(
                round ->
                    library.round(round).targets().stream()
                        .filter(one -> one.target().equals(target))
                        .findFirst())
            .orElseThrow(
                () ->
                    Typed.unusable(
                        "No stored round judged '%s' for %s of %s."
                            .formatted(id, target, release)));
    Candidate candidate =
        judged.judged().stream()
            .map(one -> one.judgement().candidate())
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Typed.unusable("'%s' was not judged for %s.".formatted(id, target)));
    return new Orders.Force(
        release,
        judged.source(),
        target,
        candidate,
        Set.of(),
        typed.needed("reason", "reason"),
        dryRun);
  }

  private Answer show(Request request, int status, FormKind kind, Form form) {
    return studio.page(request, status, "form", kind.title(), "", Map.of("form", form));
  }
}
