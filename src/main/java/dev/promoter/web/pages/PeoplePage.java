package dev.promoter.web.pages;

import static java.util.stream.Collectors.joining;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Waiver;
import dev.promoter.freezes.Outlook;
import dev.promoter.freezes.Window;
import dev.promoter.web.pages.Ages.When;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What people have said about releases and not taken back, and the freezes that are planned. */
record PeoplePage(List<Listing> lists, List<FreezeLine> freezes) {
  private static final int NAMED = 3;

  /**
   * One kind of it.
   *
   * @param undo the form that takes one back
   * @param verb what its button says
   */
  record Listing(String title, String undo, String verb, List<Line> lines) {}

  /**
   * One thing somebody said; {@code endless} stands in the place of an end it does not have.
   *
   * @param over how it ended; empty while it counts
   */
  record Line(
      long id,
      String release,
      String href,
      String what,
      String covers,
      String by,
      String reason,
      String ticket,
      When since,
      When until,
      String over,
      String endless) {}

  /**
   * A freeze that is planned.
   *
   * @param scope of which releases and targets
   * @param until the end of the window that is open; unknown while none is
   * @param next when the next one opens; unknown when none follows
   * @param state what it is now, in a word
   */
  record FreezeLine(
      String name, String scope, String reason, String state, When until, When next) {}

  static PeoplePage of(Library library) {
    Instant now = library.now();
    return new PeoplePage(
        List.of(
            listing(Kind.HOLD, "Holds", "Lift", library.holds(), one -> hold(one, now)),
            listing(
                Kind.WAIVER,
                "Waivers",
                "Withdraw",
                library.waivers(),
                one -> waiver(one, library.waiversEndingSoon().contains(one), now)),
            listing(
                Kind.APPROVAL,
                "Approvals",
                "Withdraw",
                library.approvals(),
                one -> approval(one, now)),
            choices(Kind.PIN, "Pins", library.choices(), now),
            choices(Kind.VETO, "Vetoes", library.choices(), now)),
        library.freezes().stream().map(one -> freeze(one, now)).toList());
  }

  private static <T> Listing listing(
      Kind kind, String title, String verb, List<T> said, Function<T, Line> line) {
    return new Listing(title, kind.takenBack().word(), verb, said.stream().map(line).toList());
  }

  private static Listing choices(Kind kind, String title, List<Choice> all, Instant now) {
    List<Choice> said = all.stream().filter(one -> one.kind() == kind).toList();
    return listing(kind, title, "Take back", said, one -> choice(one, now));
  }

  private static Line choice(Choice choice, Instant now) {
    return new Line(
        choice.id(),
        choice.release().value(),
        Address.release(choice.release().value()),
        choice.target().value(),
        Hash.brief(choice.candidate()),
        choice.by(),
        choice.reason(),
        "",
        Ages.when(choice.since(), now),
        When.UNKNOWN,
        "",
        "when somebody takes it back");
  }

  private static FreezeLine freeze(Outlook freeze, Instant now) {
    List<Window> windows = freeze.windows();
    boolean open = !windows.isEmpty() && windows.get(0).covers(now);
    Optional<Window> next = windows.stream().skip(open ? 1 : 0).findFirst();
    String scope = names(freeze.releases());
    return new FreezeLine(
        freeze.plan().name(),
        freeze.plan().targets().isEmpty() ? scope : scope + ": " + names(freeze.plan().targets()),
        freeze.plan().reason(),
        freeze.inForce(now) ? "frozen" : freeze.over() ? "over" : "planned",
        open ? Ages.when(windows.get(0).ends(), now) : When.UNKNOWN,
        next.map(window -> Ages.when(window.begins(), now)).orElse(When.UNKNOWN));
  }

  private static String names(Collection<?> names) {
    String first = names.stream().limit(NAMED).map(Object::toString).collect(joining(", "));
    return names.size() <= NAMED ? first : first + " and %d more".formatted(names.size() - NAMED);
  }

  private static Line hold(Hold hold, Instant now) {
    boolean endless = hold.until().equals(Hold.NO_END);
    return new Line(
        hold.id(),
        hold.release().value(),
        Address.release(hold.release().value()),
        hold.target().isEmpty() ? "the whole release" : hold.target(),
        "",
        hold.by(),
        hold.reason(),
        "",
        Ages.when(hold.since(), now),
        endless ? When.UNKNOWN : Ages.when(hold.until(), now),
        over(hold.until(), now),
        "when somebody lifts it");
  }

  private static Line waiver(Waiver waiver, boolean endsSoon, Instant now) {
    boolean endless = waiver.untilPromoted() || waiver.until().equals(Hold.NO_END);
    String candidate =
        waiver.candidate().isEmpty() ? "any candidate" : Hash.brief(waiver.candidate());
    return new Line(
        waiver.id(),
        waiver.release().value(),
        Address.release(waiver.release().value()),
        waiver.target() + ": " + waiver.requirement(),
        candidate + ", covers " + waiver.failures() + (endsSoon ? "; ends soon" : ""),
        waiver.by(),
        waiver.reason(),
        Address.outside(waiver.link()),
        Ages.when(waiver.since(), now),
        endless ? When.UNKNOWN : Ages.when(waiver.until(), now),
        waiver.promoted().isEmpty()
            ? over(waiver.until(), now)
            : "ended by the promotion of " + Hash.brief(waiver.promoted()),
        waiver.end());
  }

  private static String over(Instant until, Instant now) {
    return now.isBefore(until) ? "" : "expired";
  }

  private static Line approval(Approval approval, Instant now) {
    return new Line(
        approval.id(),
        approval.release().value(),
        Address.release(approval.release().value()),
        approval.title() + " of " + approval.target(),
        Hash.brief(approval.candidate()),
        approval.by(),
        approval.note(),
        "",
        Ages.when(approval.at(), now),
        When.UNKNOWN,
        "",
        "with its candidate");
  }
}
