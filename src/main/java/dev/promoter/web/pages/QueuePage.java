package dev.promoter.web.pages;

import dev.promoter.documents.RowState;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Journal.Step;
import dev.promoter.engine.Outbox;
import dev.promoter.engine.StatusBoard;
import dev.promoter.web.pages.Ages.When;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What is still to be done: open plans, messages on their way, the rounds of each release. */
record QueuePage(List<Open> plans, List<Letter> letters, List<Round> rounds) {
  /** A plan that is not complete; {@code next} is the step it waits for. */
  record Open(long id, String release, String href, String what, long done, int all, String next) {}

  /** A message that has not arrived. */
  record Letter(
      When since, String channel, String subject, int attempts, boolean givenUp, String problem) {}

  /** When a release had its last round and when it gets the next one. */
  record Round(
      String release, String href, String state, When began, When ended, String schedule) {}

  /**
   * @param schedules the schedule of a release in words; empty when it has none
   */
  static QueuePage of(
      List<OpenPlan> plans,
      List<Outbox.Waiting> letters,
      List<StatusBoard.Row> board,
      Function<String, String> schedules,
      Instant now) {
    return new QueuePage(
        plans.stream().map(QueuePage::open).toList(),
        letters.stream().map(one -> letter(one, now)).toList(),
        board.stream().map(row -> round(row, schedules, now)).toList());
  }

  private static Open open(OpenPlan open) {
    String release = open.plan().release().value();
    List<Step> steps = open.steps();
    String next =
        IntStream.range(0, steps.size())
            .filter(i -> !steps.get(i).settled())
            .mapToObj(i -> open.plan().actions().get(i).title() + problem(steps.get(i)))
            .findFirst()
            .orElse("only the history lacks it");
    return new Open(
        open.id(),
        release,
        Address.release(release),
        "%s to %s".formatted(Hash.brief(open.plan().candidate().id()), open.plan().target()),
        steps.stream().filter(Step::achieved).count(),
        steps.size(),
        next);
  }

  private static String problem(Step step) {
    return step.outcome().map(outcome -> ": " + outcome.detail()).orElse("");
  }

  private static Letter letter(Outbox.Waiting waiting, Instant now) {
    return new Letter(
        Ages.when(waiting.since(), now),
        waiting.channel(),
        waiting.subject(),
        waiting.attempts(),
        waiting.givenUp(),
        waiting.problem());
  }

  private static Round round(StatusBoard.Row row, Function<String, String> schedules, Instant now) {
    return new Round(
        row.release().value(),
        Address.release(row.release().value()),
        RowState.of(row),
        row.startedAt().map(at -> Ages.when(at, now)).orElse(When.UNKNOWN),
        row.finishedAt().map(at -> Ages.when(at, now)).orElse(When.UNKNOWN),
        schedules.apply(row.release().value()));
  }
}
