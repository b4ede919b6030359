package dev.promoter.store;

import static dev.promoter.store.Samples.ANN;
import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.MASTER;
import static dev.promoter.store.Samples.NOON;
import static dev.promoter.store.Samples.approval;
import static dev.promoter.store.Samples.hold;
import static dev.promoter.store.Samples.waiver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Audit;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.Interventions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every audit promises; the numbers of its deeds go on from test to test. */
interface AuditContract {
  Caller BOB = new Caller("Bob", "", "root@host as bob", Channel.API);

  Audit audit();

  Interventions interventions();

  @Test
  default void whatever_is_said_and_taken_back_is_a_deed_with_who_where_when_and_why() {
    Waiver waiver = interventions().add(waiver("job-1"), ANN);
    interventions().withdraw(Kind.WAIVER, waiver.id(), BOB, "the mirror is up", LATER);

    List<Deed> deeds = audit().deeds(HistoryQuery.newest(2));

    assertThat(deeds).extracting(Deed::kind).containsExactly(Deed.Kind.UNWAIVE, Deed.Kind.WAIVE);
    assertThat(deeds).extracting(Deed::caller).containsExactly(BOB, ANN);
    assertThat(deeds).extracting(Deed::at).containsExactly(LATER, NOON);
    assertThat(deeds).extracting(Deed::reason).containsExactly("the mirror is up", "flaky");
    assertThat(deeds).extracting(Deed::subject).containsExactly("job-1", "job-1");
    assertThat(deeds.get(1).sentence()).isEqualTo(waiver.sentence());
    assertThat(deeds.get(0).sentence()).contains("the mirror is up", waiver.sentence());
    assertThat(deeds.get(1).fields())
        .containsEntry("id", Long.toString(waiver.id()))
        .containsEntry("pattern", "timed out")
        .containsEntry("until", LATER.toString());
  }

  @Test
  default void what_was_not_there_to_be_taken_back_is_no_deed() {
    Hold hold = interventions().add(hold(""), ANN);
    interventions().withdraw(Kind.HOLD, hold.id() + 1, BOB, "", LATER);
    interventions().withdraw(Kind.APPROVAL, hold.id(), BOB, "", LATER);

    assertThat(audit().deeds(HistoryQuery.newest(1)).get(0).kind()).isEqualTo(Deed.Kind.HOLD);
  }

  @Test
  default void an_order_is_read_back_as_it_was_recorded() {
    Deed order = order(Deed.Kind.FORCE_PROMOTE, "ß \u0000 \ud83d\ude80", NOON);

    Deed stored = audit().record(order);

    assertThat(stored.id()).isPositive();
    assertThat(audit().deeds(HistoryQuery.newest(1)).get(0).fields()).isEqualTo(order.fields());
    assertThat(audit().record(order).id()).isGreaterThan(stored.id());
  }

  @Test
  default void deeds_can_be_narrowed_to_release_target_person_kind_and_time() {
    Instant day = NOON.plusSeconds(1_000_000);
    interventions().add(approval("rados").stored(0, at -> day), ANN);
    audit().record(order(Deed.Kind.ROLLBACK, "x", day.plusSeconds(10)));

    HistoryQuery all =
        new HistoryQuery(
            Optional.of(MASTER),
            Optional.of("current-tripleo"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(day),
            Optional.of(day.plusSeconds(11)),
            50);

    assertThat(kinds(all)).startsWith(Deed.Kind.ROLLBACK, Deed.Kind.APPROVE);
    assertThat(kinds(by(all, "BOB")))
        .contains(Deed.Kind.ROLLBACK)
        .doesNotContain(Deed.Kind.APPROVE);
    assertThat(kinds(of(all, "approve"))).containsOnly(Deed.Kind.APPROVE);
    assertThat(kinds(of(all, HistoryQuery.ROUND))).isEmpty();
    assertThat(kinds(until(all, day.plusSeconds(10)))).doesNotContain(Deed.Kind.ROLLBACK);
    assertThat(kinds(until(all, day))).isEmpty();
  }

  private List<Deed.Kind> kinds(HistoryQuery query) {
    return audit().deeds(query).stream().map(Deed::kind).toList();
  }

  private static Deed order(Deed.Kind kind, String text, Instant at) {
    return new Deed(
        0,
        at,
        BOB,
        kind,
        MASTER.value(),
        "current-tripleo",
        "",
        "0123",
        "because",
        "orders it",
        Map.of("a", text, "b", ""));
  }

  private static HistoryQuery by(HistoryQuery all, String name) {
    return new HistoryQuery(
        all.release(), all.target(), Optional.of(name), all.kind(), all.since(), all.until(), 50);
  }

  private static HistoryQuery of(HistoryQuery all, String kind) {
    return new HistoryQuery(
        all.release(), all.target(), all.by(), Optional.of(kind), all.since(), all.until(), 50);
  }

  private static HistoryQuery until(HistoryQuery all, Instant end) {
    return new HistoryQuery(
        all.release(), all.target(), all.by(), all.kind(), all.since(), Optional.of(end), 50);
  }
}
