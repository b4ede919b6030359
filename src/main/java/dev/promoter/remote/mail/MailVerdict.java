package dev.promoter.remote.mail;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Notice;
import dev.promoter.engine.Outbox;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.suites.Overview;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mails the {@code email_recipients} of a release when its overall verdict changes, and at the end
 * whatever it is. How a release stands when it is first looked at is no change, unless that says
 * something of its suites. Only puts letters into the outbox, which keeps them until they arrive.
 */
public final class MailVerdict implements ErrandRunner {
  private static final String TITLE = "mail the verdict";
  private static final String STATE = "state";
  private static final String NUMBER = "number";
  private static final String TO = "to";
  private static final String SUBJECT = "subject";
  private static final String TEXT = "text";

  /** To whom a release goes that has just begun: kept so that the first change is one. */
  private static final String NOBODY = "";

  /** With which nobody is told anything new at first. */
  private static final List<String> BEGINNINGS = List.of("INCOMPLETE", "IN_PROGRESS");

  private final Outbox outbox;
  private final Journal journal;
  private final boolean courier;

  /**
   * Mails through an outbox.
   *
   * @param journal knows what was mailed last
   * @param courier whether there is a mail server; without one nothing is put into the outbox
   */
  public MailVerdict(Outbox outbox, Journal journal, boolean courier) {
    this.outbox = outbox;
    this.journal = journal;
    this.courier = courier;
  }

  @Override
  public String kind() {
    return "mail-verdict";
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    String to = release.settings().find("email_recipients").orElse("");
    Optional<Overview> overview = Overview.of(judged.facts().annex());
    if (!courier || to.isBlank() || overview.isEmpty()) {
      return List.of();
    }
    String end = end(judged);
    String state = overview.get().overall() + (end.isEmpty() ? "" : ", " + end);
    Optional<Action> last = journal.lastDone(release.name(), kind(), TITLE);
    if (last.isPresent() && same(last.get(), judged, state)) {
      return List.of(last.get()); // the text may say more by now, but nothing has changed
    }
    if (last.isEmpty() && BEGINNINGS.contains(state)) {
      return List.of(action(judged, state, 0, NOBODY, "", ""));
    }
    long number = last.map(it -> Long.parseLong(it.setting(NUMBER))).orElse(0L) + 1;
    VerdictText text = new VerdictText(release, judged, overview.get(), state);
    return List.of(action(judged, state, number, to, text.subject(), text.body()));
  }

  private Action action(
      Judged judged, String state, long number, String to, String subject, String text) {
    return new Action(
        kind(),
        TITLE,
        judged.facts().candidate(),
        Map.of(STATE, state, NUMBER, String.valueOf(number), TO, to, SUBJECT, subject, TEXT, text));
  }

  private static boolean same(Action last, Judged judged, String state) {
    return last.setting(STATE).equals(state) && last.candidate().equals(judged.facts().candidate());
  }

  /** How it ended; empty while it goes on. */
  private static String end(Judged judged) {
    Facts facts = judged.facts();
    Decision decision = judged.judgement().decision();
    if (decision instanceof Decision.Promote || facts.standing().relation() == Relation.CURRENT) {
      return "released";
    }
    return decision instanceof Decision.Reject ? "rejected" : "";
  }

  /** Putting it there again changes nothing. */
  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return Optional.empty();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    if (action.setting(TO).equals(NOBODY)) {
      return new Outcome.Done(action.setting(STATE) + ": so it begins, and nobody is told");
    }
    List<String> to = Arrays.stream(action.setting(TO).split(",", -1)).map(String::strip).toList();
    String key =
        String.join(
            " ",
            release.name().value(),
            action.candidate().id(),
            action.setting(NUMBER),
            action.setting(STATE));
    outbox.put(
        new Notice(MailCourier.CHANNEL, key, to, action.setting(SUBJECT), action.setting(TEXT)));
    return new Outcome.Done(
        "%s: a letter to %s is in the outbox"
            .formatted(action.setting(STATE), String.join(", ", to)));
  }
}
