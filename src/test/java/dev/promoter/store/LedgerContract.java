package dev.promoter.store;

import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.ZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.engine.Notice;
import dev.promoter.notices.Condition;
import dev.promoter.notices.Ledger;
import dev.promoter.notices.Reporter.Step;
import dev.promoter.notices.Severity;
import dev.promoter.notices.Subject;
import dev.promoter.notices.Watch;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the ledger of every store promises. */
interface LedgerContract {
  Watch BLOCKED =
      new Watch(
          new Subject(MASTER, "current-tripleo"),
          Condition.FINE,
          Optional.of(NOON),
          new Condition("blocked: job-a", Severity.WARNING, "job-a failed: \u010das"),
          LATER,
          3,
          new Condition("failed", Severity.CRITICAL, "the copy failed"),
          7);
  Watch QUIET =
      new Watch(
          new Subject(ZED, ""),
          Condition.FINE,
          Optional.empty(),
          Condition.FINE,
          NOON,
          0,
          Condition.FINE,
          0);

  Store store();

  private Ledger ledger() {
    return store().ledger(InstantSource.fixed(NOON));
  }

  private static Step step(List<Watch> changed, List<Subject> gone, String... keys) {
    List<Notice> notices =
        List.of(keys).stream()
            .map(key -> new Notice("mail", key, List.of("ann@example.org"), "subject", "text\n"))
            .toList();
    return new Step(changed, gone, notices);
  }

  @Test
  default void an_audience_that_never_looked_is_new_and_then_it_is_not() {
    assertThat(ledger().watches("team")).isEmpty();

    ledger().keep("team", step(List.of(), List.of()));

    assertThat(ledger().watches("team")).contains(List.of());
    assertThat(ledger().watches("other")).isEmpty();
  }

  @Test
  default void what_was_kept_is_found_again_whole() {
    ledger().keep("team", step(List.of(BLOCKED, QUIET), List.of()));

    assertThat(ledger().watches("team").orElseThrow()).containsExactlyInAnyOrder(BLOCKED, QUIET);
  }

  @Test
  default void a_subject_is_replaced_and_one_that_is_gone_is_forgotten() {
    ledger().keep("team", step(List.of(BLOCKED, QUIET), List.of()));
    Watch later =
        new Watch(
            BLOCKED.subject(),
            BLOCKED.seen(),
            Optional.of(LATER),
            BLOCKED.seen(),
            LATER,
            0,
            BLOCKED.seen(),
            8);

    ledger().keep("team", step(List.of(later), List.of(QUIET.subject())));

    assertThat(ledger().watches("team").orElseThrow()).containsExactly(later);
  }

  @Test
  default void keeping_the_same_again_puts_its_notices_there_once() {
    Step step = step(List.of(BLOCKED), List.of(), "notify team current-tripleo #7");
    ledger().keep("team", step);
    ledger().keep("team", step);

    assertThat(store().outbox(InstantSource.fixed(NOON)).waiting())
        .singleElement()
        .satisfies(letter -> assertThat(letter.to()).isEqualTo("ann@example.org"));
  }

  @Test
  default void audiences_that_nobody_names_any_more_are_forgotten() {
    ledger().keep("team", step(List.of(BLOCKED), List.of()));
    ledger().keep("room", step(List.of(BLOCKED), List.of()));

    ledger().retain(Set.of("room"));

    assertThat(ledger().watches("team")).isEmpty();
    assertThat(ledger().watches("room").orElseThrow()).containsExactly(BLOCKED);
  }
}
