package dev.promoter.freezes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannedFreezesTest {
  private static final LinkName CURRENT = new LinkName("current-tripleo");
  private static final PlannedFreezes FREEZES = new PlannedFreezes(ZoneId.of("Europe/Prague"));

  private final Map<String, String> options = new HashMap<>();

  @Test
  void a_weekend_is_frozen_from_friday_afternoon_to_monday_morning_of_the_zone() {
    weekends();

    assertThat(inForce("2026-11-20T14:59:59Z")).isEmpty();
    assertThat(inForce("2026-11-20T15:00:00Z"))
        .containsExactly(
            freeze("weekend", "nobody is here", "2026-11-23T07:00:00Z", "2026-11-23T07:00:00Z"));
    assertThat(inForce("2026-11-23T07:00:00Z")).isEmpty();
    assertThat(inForce("2027-07-16T14:00:00Z")).hasSize(1); // 16:00 in summer
  }

  @Test
  void windows_that_overlap_or_follow_at_once_open_together_at_the_end_of_the_last_one() {
    weekends();
    section("summit", "reason", "a summit", "starts", "2026-11-23 08:00", "duration", "PT48H");
    section(
        "audit", "reason", "an audit", "starts", "2026-11-25 07:00", "ends", "2026-11-26 00:00");
    section("later", "reason", "after a gap", "starts", "2026-11-26 00:01", "duration", "PT1H");

    assertThat(inForce("2026-11-21T00:00:00Z"))
        .containsExactly(
            freeze("weekend", "nobody is here", "2026-11-23T07:00:00Z", "2026-11-25T23:00:00Z"));
    assertThat(inForce("2026-11-25T06:30:00Z"))
        .extracting(Freeze::name)
        .containsExactly("audit", "summit");
  }

  @Test
  void what_is_frozen_for_ever_has_no_opening_in_sight() {
    section(
        "day",
        "reason",
        "r",
        "starts",
        "2026-01-01 00:00",
        "duration",
        "PT24H",
        "recurrence",
        "FREQ=DAILY");
    section(
        "night",
        "reason",
        "r",
        "starts",
        "2026-01-01 22:00",
        "ends",
        "2026-01-02 03:00",
        "recurrence",
        "FREQ=DAILY");

    assertThat(inForce("2026-11-21T12:00:00Z"))
        .extracting(Freeze::opens)
        .containsExactly(Hold.NO_END);
  }

  @Test
  void days_that_are_excepted_are_open_and_so_is_what_comes_after_the_last_window() {
    weekends();
    options.put("freeze weekend except", "2026-11-20, 2026-11-27");
    options.put("freeze weekend recurrence", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261204T150000Z");

    assertThat(inForce("2026-11-21T12:00:00Z")).isEmpty();
    assertThat(inForce("2026-11-28T12:00:00Z")).isEmpty();
    assertThat(inForce("2026-12-05T12:00:00Z")).hasSize(1); // it begins when UNTIL is, and counts
    assertThat(inForce("2026-12-12T12:00:00Z")).isEmpty();
  }

  @Test
  void a_freeze_of_some_targets_leaves_the_others_alone() {
    weekends();
    options.put("freeze weekend targets", "promoted-components, tripleo-ci-testing");

    assertThat(inForce("2026-11-21T12:00:00Z")).isEmpty();
    assertThat(
            FREEZES.inForce(
                release(),
                new LinkName("tripleo-ci-testing"),
                Instant.parse("2026-11-21T12:00:00Z")))
        .hasSize(1);
  }

  @Test
  void a_section_may_have_a_zone_of_its_own() {
    weekends();
    options.put("freeze weekend time_zone", "America/New_York");

    assertThat(inForce("2026-11-20T20:59:00Z")).isEmpty();
    assertThat(inForce("2026-11-20T21:00:00Z")).hasSize(1);
  }

  @Test
  void what_cannot_be_calculated_any_more_stays_frozen() {
    section(
        "rare",
        "reason",
        "r",
        "starts",
        "2026-01-01 00:00",
        "duration",
        "PT1H",
        "recurrence",
        "FREQ=DAILY;INTERVAL=366;BYMONTH=1;BYMONTHDAY=1;BYDAY=TH;BYSETPOS=1");
    Instant farAway = Instant.parse("2199-01-01T00:00:00Z");

    List<Freeze> freezes = FREEZES.inForce(release(), CURRENT, farAway);

    assertThat(freezes).allSatisfy(one -> assertThat(one.opens()).isEqualTo(Hold.NO_END));
  }

  @Test
  void asking_takes_no_longer_when_a_freeze_began_long_ago() {
    section(
        "old",
        "reason",
        "r",
        "starts",
        "1970-01-01 00:00",
        "duration",
        "PT1H",
        "recurrence",
        "FREQ=HOURLY;INTERVAL=2");

    for (int i = 0; i < 200; i++) {
      Instant now = Instant.parse("2026-11-21T00:30:00Z").plus(Duration.ofHours(i));
      assertThat(FREEZES.inForce(release(), CURRENT, now)).hasSizeLessThanOrEqualTo(1);
    }
  }

  private void weekends() {
    section(
        "weekend",
        "reason",
        "nobody is here",
        "starts",
        "2026-01-02 16:00",
        "ends",
        "2026-01-05 08:00",
        "recurrence",
        "RRULE:FREQ=WEEKLY;BYDAY=FR");
  }

  private void section(String name, String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put("freeze " + name + " " + keysAndValues[i], keysAndValues[i + 1]);
    }
  }

  private static Freeze freeze(String name, String reason, String until, String opens) {
    return new Freeze(name, reason, Instant.parse(until), Instant.parse(opens));
  }

  private List<Freeze> inForce(String now) {
    return FREEZES.inForce(release(), CURRENT, Instant.parse(now));
  }

  private Release release() {
    return new Release(
        new ReleaseName("CentOS-9/master"),
        "master.ini",
        "dlrn",
        List.of(),
        false,
        10,
        Duration.ofMinutes(1),
        new Settings(options));
  }
}
