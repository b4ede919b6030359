package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.ReleaseReport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReportDocumentTest {
  @Property(tries = 500)
  void a_round_is_read_back_equal(@ForAll long seed) {
    ReleaseReport report = new Reports(seed).report();

    assertThat(ReportReader.read(ReportWriter.write(report))).isEqualTo(report);
  }

  @Property(tries = 200)
  void the_fingerprint_depends_on_nothing_but_the_round(@ForAll long seed) {
    ReleaseReport report = new Reports(seed).report();

    assertThat(Fingerprint.of(ReportReader.read(ReportWriter.write(report))))
        .isEqualTo(Fingerprint.of(report));
  }

  @Test
  void every_kind_of_decision_and_outcome_has_its_word() {
    assertThat(Decision.class.getPermittedSubclasses()).hasSize(4);
    assertThat(Outcome.class.getPermittedSubclasses()).hasSize(6);
    assertThat(Words.outcome(Words.word(new Outcome.Skipped("why")), "why"))
        .isEqualTo(new Outcome.Skipped("why"));
    assertThat(Words.decision(new Decision.Escalate("").word(), "rule", "why"))
        .isEqualTo(new Decision.Escalate("rule", "why"));
  }
}
