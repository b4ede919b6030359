package dev.promoter.store;

import static dev.promoter.store.Samples.LATER;
import static dev.promoter.store.Samples.approval;
import static dev.promoter.store.Samples.hold;
import static dev.promoter.store.Samples.waiver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Interventions;
import org.junit.jupiter.api.Test;

/** What every store of waivers, holds and approvals promises. */
interface InterventionsContract {
  Interventions interventions();

  @Test
  default void waivers_are_numbered_and_listed_oldest_first() {
    Waiver first = interventions().add(waiver("job-1"), Samples.ANN);
    Waiver second = interventions().add(waiver("job-2"), Samples.ANN);

    assertThat(second.id()).isGreaterThan(first.id()).isPositive();
    assertThat(first).usingRecursiveComparison().ignoringFields("id").isEqualTo(waiver("job-1"));
    assertThat(interventions().waivers()).containsExactly(first, second);
  }

  @Test
  default void a_waiver_keeps_the_evidence_it_covers_and_that_it_ends_with_a_promotion() {
    Waiver draft =
        new Waiver(
            0,
            Samples.MASTER,
            Samples.TARGET,
            "job-1",
            "",
            "",
            "job-1@https://logs/7",
            true,
            "ann",
            "flaky",
            "",
            Samples.NOON,
            LATER);

    Waiver stored = interventions().add(draft, Samples.ANN);

    assertThat(interventions().waivers()).containsExactly(stored);
    assertThat(stored).usingRecursiveComparison().ignoringFields("id").isEqualTo(draft);
  }

  @Test
  default void pins_and_vetoes_are_kept_and_taken_back_each_by_its_own_number() {
    Choice pin = interventions().add(choice(Kind.PIN), Samples.ANN);
    Choice veto = interventions().add(choice(Kind.VETO), Samples.ANN);

    assertThat(interventions().choices()).containsExactlyInAnyOrder(pin, veto);
    assertThat(interventions().withdraw(Kind.PIN, pin.id(), Samples.ANN, "", LATER)).isTrue();
    assertThat(interventions().withdraw(Kind.PIN, pin.id(), Samples.ANN, "", LATER)).isFalse();
    assertThat(interventions().choices()).containsExactly(veto);
  }

  private static Choice choice(Kind kind) {
    return new Choice(
        0,
        kind,
        Samples.MASTER,
        Samples.TARGET,
        Samples.COMMIT.id(),
        "ann",
        "it eats data",
        Samples.NOON);
  }

  @Test
  default void holds_are_numbered_and_listed_oldest_first() {
    Hold first = interventions().add(hold(""), Samples.ANN);
    Hold second = interventions().add(hold("current-tripleo"), Samples.ANN);

    assertThat(second.id()).isGreaterThan(first.id()).isPositive();
    assertThat(first).usingRecursiveComparison().ignoringFields("id").isEqualTo(hold(""));
    assertThat(interventions().holds()).containsExactly(first, second);
  }

  @Test
  default void a_waiver_is_withdrawn_once_and_its_number_is_not_used_again() {
    Waiver waiver = interventions().add(waiver("job-1"), Samples.ANN);

    assertThat(interventions().withdraw(Kind.WAIVER, waiver.id() + 1, Samples.ANN, "", LATER))
        .isFalse();
    assertThat(interventions().withdraw(Kind.WAIVER, waiver.id(), Samples.ANN, "", LATER)).isTrue();
    assertThat(interventions().withdraw(Kind.WAIVER, waiver.id(), Samples.ANN, "", LATER))
        .isFalse();
    assertThat(interventions().waivers()).isEmpty();
    assertThat(interventions().add(waiver("job-2"), Samples.ANN).id()).isGreaterThan(waiver.id());
  }

  @Test
  default void a_hold_is_lifted_once_and_its_number_is_not_used_again() {
    Hold hold = interventions().add(hold(""), Samples.ANN);

    assertThat(interventions().withdraw(Kind.HOLD, hold.id() + 1, Samples.ANN, "", LATER))
        .isFalse();
    assertThat(interventions().withdraw(Kind.HOLD, hold.id(), Samples.ANN, "", LATER)).isTrue();
    assertThat(interventions().withdraw(Kind.HOLD, hold.id(), Samples.ANN, "", LATER)).isFalse();
    assertThat(interventions().holds()).isEmpty();
    assertThat(interventions().add(hold(""), Samples.ANN).id()).isGreaterThan(hold.id());
  }

  @Test
  default void approvals_are_numbered_and_listed_oldest_first() {
    Approval first = interventions().add(approval(""), Samples.ANN);
    Approval second = interventions().add(approval("upgrade/quincy-x"), Samples.ANN);

    assertThat(second.id()).isGreaterThan(first.id()).isPositive();
    assertThat(first).usingRecursiveComparison().ignoringFields("id").isEqualTo(approval(""));
    assertThat(interventions().approvals()).containsExactly(first, second);
  }

  @Test
  default void an_approval_is_withdrawn_once_and_its_number_is_not_used_again() {
    Approval approval = interventions().add(approval("rados"), Samples.ANN);

    assertThat(interventions().withdraw(Kind.APPROVAL, approval.id() + 1, Samples.ANN, "", LATER))
        .isFalse();
    assertThat(interventions().withdraw(Kind.APPROVAL, approval.id(), Samples.ANN, "", LATER))
        .isTrue();
    assertThat(interventions().withdraw(Kind.APPROVAL, approval.id(), Samples.ANN, "", LATER))
        .isFalse();
    assertThat(interventions().approvals()).isEmpty();
    assertThat(interventions().add(approval("rados"), Samples.ANN).id())
        .isGreaterThan(approval.id());
  }
}
