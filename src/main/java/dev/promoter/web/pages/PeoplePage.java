package dev.promoter.web.pages;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import dev.promoter.web.pages.Ages.When;
import java.time.Instant;
import java.util.List;

/** What people have said about releases and not taken back. */
record PeoplePage(List<Listing> lists) {
  /**
   * One kind of it.
   *
   * @param undo the form that takes one back
   * @param verb what its button says
   */
  record Listing(String title, String undo, String verb, List<Line> lines) {}

  /** One thing somebody said; {@code endless} stands in the place of an end it does not have. */
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
      boolean expired,
      String endless) {}

  static PeoplePage of(
      List<Hold> holds, List<Waiver> waivers, List<Approval> approvals, Instant now) {
    return new PeoplePage(
        List.of(
            new Listing(
                "Holds", "lift", "Lift", holds.stream().map(one -> hold(one, now)).toList()),
            new Listing(
                "Waivers",
                "withdraw",
                "Withdraw",
                waivers.stream().map(one -> waiver(one, now)).toList()),
            new Listing(
                "Approvals",
                "unapprove",
                "Withdraw",
                approvals.stream().map(one -> approval(one, now)).toList())));
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
        !now.isBefore(hold.until()),
        "when somebody lifts it");
  }

  private static Line waiver(Waiver waiver, Instant now) {
    String candidate =
        waiver.candidate().isEmpty() ? "any candidate" : Hash.brief(waiver.candidate());
    String failure =
        waiver.coversAnyFailure()
            ? "covers any failure"
            : "covers failures with '" + waiver.pattern() + "'";
    return new Line(
        waiver.id(),
        waiver.release().value(),
        Address.release(waiver.release().value()),
        waiver.target() + ": " + waiver.requirement(),
        candidate + ", " + failure,
        waiver.by(),
        waiver.reason(),
        Address.outside(waiver.link()),
        Ages.when(waiver.since(), now),
        Ages.when(waiver.until(), now),
        !now.isBefore(waiver.until()),
        "");
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
        false,
        "with its candidate");
  }
}
