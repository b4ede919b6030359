package dev.promoter.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Notice;
import dev.promoter.fakes.SettableClock;
import dev.promoter.notices.QuietHours.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReporterTest {
  private static final Subject MASTER =
      new Subject(new ReleaseName("CentOS-9/master"), "current-tripleo");
  private static final Condition BLOCKED =
      new Condition("blocked by job-a", Severity.WARNING, "job-a failed");
  private static final Condition REFUSED =
      new Condition("refused", Severity.CRITICAL, "line 3 is wrong");
  private static final Condition WAITS = new Condition("waits", Severity.INFO, "job-a runs");
  private static final List<Condition> ALL = List.of(Condition.FINE, WAITS, BLOCKED, REFUSED);
  private static final List<Severity> SEVERITIES =
      List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
  private static final Duration PAUSE = Duration.ofMinutes(15);
  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final QuietHours NEVER = new QuietHours(Optional.empty(), PRAGUE);
  private static final QuietHours NIGHT =
      new QuietHours(Optional.of(new Span(LocalTime.of(22, 0), LocalTime.of(7, 0))), PRAGUE);

  private final SettableClock clock = new SettableClock("2026-03-02T10:00:00Z");
  private final MemoryLedger ledger = new MemoryLedger();
  private final Newsroom newsroom = new Newsroom(ledger, clock);
  private Audience audience = audience(Severity.INFO, NEVER, false);

  @Test
  void a_state_is_told_once_and_its_end_once() {
    look(Condition.FINE);
    assertThat(ledger.outbox()).isEmpty();
    later(BLOCKED, BLOCKED, BLOCKED);
    assertThat(subjects())
        .containsExactly("[promoter] CentOS-9/master current-tripleo: blocked by job-a");

    later(Condition.FINE, Condition.FINE);
    assertThat(subjects())
        .hasSize(2)
        .last()
        .isEqualTo("[promoter] CentOS-9/master current-tripleo: recovered: all is well");
  }

  @Test
  void another_wording_of_the_same_state_is_no_news() {
    look(BLOCKED);
    later(new Condition(BLOCKED.state(), Severity.WARNING, "job-a failed again"));

    assertThat(ledger.outbox()).hasSize(1);
  }

  @Test
  void what_comes_and_goes_within_the_pause_is_one_notice_that_tells_it() {
    look(BLOCKED);
    for (Condition each : List.of(Condition.FINE, REFUSED, BLOCKED)) {
      clock.advance(Duration.ofMinutes(1));
      look(each);
    }
    assertThat(ledger.outbox()).hasSize(1);

    clock.advance(PAUSE);
    look(BLOCKED);
    assertThat(subjects()).hasSize(2).last().asString().endsWith("was for a time: refused");
    assertThat(ledger.outbox().get(1).text())
        .contains("Meanwhile the state changed 3 times. The worst was: line 3 is wrong");
  }

  @Test
  void an_audience_for_warnings_hears_of_a_trouble_and_its_end_but_not_of_waiting() {
    audience = audience(Severity.WARNING, NEVER, false);

    later(WAITS, Condition.FINE, WAITS);
    assertThat(ledger.outbox()).isEmpty();
    later(BLOCKED, WAITS, Condition.FINE);
    assertThat(subjects())
        .extracting(subject -> subject.replaceFirst(".*current-tripleo: ", ""))
        .containsExactly("blocked by job-a", "recovered: waits");
  }

  @Test
  void the_night_defers_and_loses_nothing() {
    audience = audience(Severity.INFO, NIGHT, false);
    look(Condition.FINE);
    clock.set(Instant.parse("2026-03-02T21:00:00Z")); // 22:00 in Prague
    look(REFUSED);
    clock.advance(Duration.ofHours(2));
    look(Condition.FINE);
    clock.set(Instant.parse("2026-03-03T05:59:59Z"));
    look(Condition.FINE);
    assertThat(ledger.outbox()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    look(Condition.FINE);

    assertThat(ledger.outbox())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.subject()).endsWith("was for a time: refused");
              assertThat(notice.text()).contains("changed 2 times", "line 3 is wrong");
            });
  }

  @Test
  void what_is_critical_may_break_through_the_night() {
    audience = audience(Severity.INFO, NIGHT, true);
    look(Condition.FINE);
    clock.set(Instant.parse("2026-03-02T23:00:00Z"));
    later(BLOCKED);
    assertThat(ledger.outbox()).isEmpty();

    later(REFUSED);

    assertThat(subjects()).singleElement().asString().endsWith("refused");
  }

  @Test
  void quiet_hours_follow_the_clock_of_their_zone_when_it_is_changed() {
    assertThat(NIGHT.at(Instant.parse("2026-03-28T06:00:00Z"))).as("07:00, winter").isFalse();
    assertThat(NIGHT.at(Instant.parse("2026-03-29T04:59:00Z"))).as("06:59, summer").isTrue();
    assertThat(NIGHT.at(Instant.parse("2026-03-29T05:00:00Z"))).as("07:00, summer").isFalse();
  }

  @Test
  void a_subject_that_was_gone_and_came_back_is_told_again() {
    look(BLOCKED);
    clock.advance(Duration.ofMinutes(1));
    newsroom.look(List.of(audience), List.of());
    clock.advance(Duration.ofMinutes(1));
    look(BLOCKED);

    assertThat(ledger.outbox()).hasSize(2);
  }

  @Test
  void what_nobody_can_say_just_now_changes_nothing() {
    look(BLOCKED);
    later(Condition.UNKNOWN, Condition.UNKNOWN, BLOCKED);

    assertThat(ledger.outbox()).hasSize(1);
  }

  @Test
  void a_new_audience_hears_of_present_troubles_but_not_of_old_successes() {
    Condition promoted = new Condition("now is abc", Severity.INFO, "abc was promoted");
    Subject other = new Subject(MASTER.release(), "promotion");
    List<Sight> sights = List.of(Sight.known(other, promoted), Sight.of(MASTER, BLOCKED));

    newsroom.look(List.of(audience), sights);
    assertThat(subjects()).singleElement().asString().endsWith("blocked by job-a");

    Subject newer = new Subject(new ReleaseName("zed"), "promotion");
    newsroom.look(List.of(audience), List.of(Sight.known(newer, promoted)));
    assertThat(subjects()).last().isEqualTo("[promoter] zed promotion: now is abc");
  }

  @Test
  void other_releases_and_subjects_that_are_gone_are_no_news() {
    audience =
        new Audience(
            "team",
            "mail",
            List.of("a@example.org"),
            name -> name.value().equals("zed"),
            Severity.INFO,
            NEVER,
            false,
            PAUSE);
    look(BLOCKED);
    newsroom.look(List.of(audience), List.of());

    assertThat(ledger.outbox()).isEmpty();
    assertThat(ledger.watches("team").orElseThrow()).isEmpty();
  }

  @Test
  void a_thousand_rounds_that_flap_are_few_notices_which_tell_of_them_all() {
    audience = audience(Severity.WARNING, NEVER, false);
    Instant begun = clock.instant();
    for (int round = 0; round < 1_000; round++) {
      clock.advance(Duration.ofSeconds(20));
      look(round % 2 == 0 ? BLOCKED : Condition.FINE);
    }
    clock.advance(PAUSE);
    look(Condition.FINE);

    long pauses = Duration.between(begun, clock.instant()).dividedBy(PAUSE);
    assertThat(ledger.outbox()).hasSizeLessThanOrEqualTo((int) pauses + 1).isNotEmpty();
    assertThat(ledger.outbox().stream().mapToInt(ReporterTest::changes).sum()).isEqualTo(1_000);
  }

  /** The process is killed before or after any of its writes, and looks again when it is back. */
  @Test
  void a_crash_at_any_write_neither_repeats_nor_loses_a_notice() {
    List<Condition> story =
        List.of(Condition.FINE, BLOCKED, REFUSED, Condition.FINE, WAITS, BLOCKED, Condition.FINE);
    List<Notice> expected = told(story, new MemoryLedger());
    MemoryLedger counting = new MemoryLedger();
    told(story, counting);
    assertThat(counting.writes()).isGreaterThan(5);
    for (int write = 0; write < counting.writes(); write++) {
      for (boolean afterIt : List.of(false, true)) {
        MemoryLedger dying = new MemoryLedger();
        dying.dieAt(write, afterIt);
        assertThat(told(story, dying)).as("write %d, %s", write, afterIt).isEqualTo(expected);
      }
    }
  }

  private List<Notice> told(List<Condition> story, MemoryLedger book) {
    SettableClock time = new SettableClock("2026-03-02T10:00:00Z");
    for (Condition each : story) {
      try {
        new Newsroom(book, time).look(List.of(audience), List.of(Sight.of(MASTER, each)));
      } catch (MemoryLedger.Killed killed) {
        new Newsroom(book, time).look(List.of(audience), List.of(Sight.of(MASTER, each)));
      }
      time.advance(Duration.ofMinutes(9));
    }
    return book.outbox();
  }

  /**
   * The oracle keeps no state from look to look: it reads the whole past each time, as a list of
   * (time, state), and knows only the rules.
   */
  @Test
  void random_stories_agree_with_an_oracle_that_reads_the_whole_past() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      Severity least = SEVERITIES.get(random.nextInt(3));
      QuietHours quiet = random.nextBoolean() ? NIGHT : NEVER;
      boolean through = random.nextBoolean();
      Audience own = audience(least, quiet, through);
      MemoryLedger book = new MemoryLedger();
      SettableClock time = new SettableClock("2026-03-02T10:00:00Z");
      Oracle oracle = new Oracle(least, quiet, through);
      Condition now = Condition.FINE;
      for (int look = 0; look < 80; look++) {
        now = random.nextInt(3) == 0 ? ALL.get(random.nextInt(ALL.size())) : now;
        new Newsroom(book, time).look(List.of(own), List.of(Sight.of(MASTER, now)));
        oracle.look(now, time.instant());
        time.advance(Duration.ofMinutes(random.nextInt(40)));
      }
      List<String> told =
          book.outbox().stream()
              .map(n -> changes(n) + " " + n.text().lines().toList().get(2))
              .toList();
      assertThat(told).as("seed %d", seed).isEqualTo(oracle.told());
    }
  }

  private record Look(Condition condition, Instant at) {}

  private static final class Oracle {
    private final Severity least;
    private final QuietHours quiet;
    private final boolean through;
    private final List<Look> looks = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int known = -1;
    private Instant lastNotice = Instant.MIN;

    Oracle(Severity least, QuietHours quiet, boolean through) {
      this.least = least;
      this.quiet = quiet;
      this.through = through;
    }

    List<String> told() {
      return told;
    }

    void look(Condition condition, Instant at) {
      looks.add(new Look(condition, at));
      Condition base = known < 0 ? Condition.FINE : looks.get(known).condition();
      int changes = 0;
      boolean matters = base.severity().compareTo(least) >= 0;
      Instant since = at;
      Condition previous = base;
      for (Look each : looks.subList(known + 1, looks.size())) {
        if (!each.condition().state().equals(previous.state())) {
          changes++;
          since = each.at();
          matters |= each.condition().severity().compareTo(least) >= 0;
        }
        previous = each.condition();
      }
      if (changes == 0) {
        return;
      }
      boolean urgent = through && condition.severity() == Severity.CRITICAL;
      LocalTime day = at.atZone(PRAGUE).toLocalTime();
      boolean night = quiet.equals(NIGHT) && (day.getHour() >= 22 || day.getHour() < 7);
      boolean rested = lastNotice.equals(Instant.MIN) || !at.isBefore(lastNotice.plus(PAUSE));
      if (!matters) {
        known = looks.size() - 1;
      } else if (rested && (urgent || !night)) {
        known = looks.size() - 1;
        lastNotice = at;
        told.add(changes + " Now, since " + since + ": " + condition.sentence());
      }
    }
  }

  private static int changes(Notice notice) {
    return notice
        .text()
        .lines()
        .filter(line -> line.startsWith("Meanwhile"))
        .map(line -> Integer.parseInt(line.replaceAll("\\D+(\\d+) times.*", "$1")))
        .findFirst()
        .orElse(1);
  }

  private void later(Condition... conditions) {
    for (Condition each : conditions) {
      clock.advance(PAUSE);
      look(each);
    }
  }

  private void look(Condition condition) {
    newsroom.look(List.of(audience), List.of(Sight.of(MASTER, condition)));
  }

  private List<String> subjects() {
    return ledger.outbox().stream().map(Notice::subject).toList();
  }

  private static Audience audience(Severity least, QuietHours quiet, boolean through) {
    return new Audience(
        "team", "mail", List.of("a@example.org"), name -> true, least, quiet, through, PAUSE);
  }
}
