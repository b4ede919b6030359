package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
  void a_round_that_leans_on_another_waiver_is_another_one() {
    String before = Fingerprint.of(waived(7));

    assertThat(Fingerprint.of(waived(8))).isNotEqualTo(before);
    assertThat(Fingerprint.of(waived(7))).isEqualTo(before);
  }

  private static ReleaseReport waived(long waiver) {
    ReleaseName release = new ReleaseName("CentOS-9/master");
    LinkName link = new LinkName("current-tripleo");
    LinkName source = new LinkName("tripleo-ci-testing");
    Candidate candidate = new AggregateCandidate("a".repeat(32));
    Facts facts =
        new Facts(
            release,
            "dlrn",
            new Target(link, source, "", List.of(new Requirement("job", List.of()))),
            candidate,
            new Standing(Relation.NEWER, ""),
            List.of(),
            List.of(
                new Waiver(
                    waiver,
                    release,
                    link,
                    "job",
                    "",
                    "",
                    "ann",
                    "known",
                    "",
                    Instant.EPOCH,
                    Hold.NO_END)),
            List.of(),
            new Moment(Instant.EPOCH, ZoneOffset.UTC));
    Judgement judgement =
        new Judgement(
            candidate,
            new Decision.Wait("rule", "why"),
            List.of(new RequirementReport("job", RequirementState.WAIVED, List.of())),
            List.of());
    TargetReport target =
        new TargetReport(
            link,
            source,
            "",
            TargetOutcome.NOT_PROMOTED,
            "",
            "",
            "why",
            List.of(new TargetReport.Judged(facts, judgement)),
            List.of(),
            false);
    return new ReleaseReport(
        release, "master.ini", "", List.of(target), false, Instant.EPOCH, Instant.EPOCH, List.of());
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
