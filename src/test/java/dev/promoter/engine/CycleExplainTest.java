package dev.promoter.engine;

import static dev.promoter.engine.Bench.A;
import static dev.promoter.engine.Bench.B;
import static dev.promoter.engine.Bench.C;
import static dev.promoter.engine.Bench.CURRENT;
import static dev.promoter.engine.Bench.OLD;
import static dev.promoter.engine.Bench.only;
import static dev.promoter.engine.Bench.target;
import static dev.promoter.engine.Bench.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.LinkName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CycleExplainTest {
  private final Bench bench = new Bench();

  @Test
  void explain_judges_every_candidate_and_writes_nothing() {
    bench.links.move("ready", OLD, A, B, C);
    bench.links.move("current", OLD);
    bench.pass(A, B);

    TargetReport report = only(bench.explain(Optional.empty()));

    assertThat(report.judged())
        .extracting(judged -> judged.judgement().candidate())
        .containsExactly(C, B, A);
    assertThat(report.outcome()).isEqualTo(TargetOutcome.WOULD_PROMOTE);
    assertThat(report.promoted()).isEqualTo(B.id());
    assertThat(bench.log).isEmpty();
    assertThat(bench.links.rows("current")).containsExactly(OLD);
  }

  @Test
  void explain_finds_a_given_candidate_that_is_not_in_the_lineup() {
    bench.links.move("ready", A, B);
    bench.links.move("current", A, B);

    TargetReport report = only(bench.explain(Optional.of("aaaa")));

    assertThat(report.judged())
        .extracting(judged -> judged.judgement().candidate())
        .containsExactly(A);
    assertThat(report.outcome()).isEqualTo(TargetOutcome.REFUSED);
    assertThat(report.reason()).contains("older than what the target points at");
  }

  @Test
  void explain_says_that_a_given_candidate_never_came_to_the_source() {
    bench.links.move("ready", A);

    TargetReport report = only(bench.explain(Optional.of("cccc")));

    assertThat(report.judged()).isEmpty();
    assertThat(report.outcome()).isEqualTo(TargetOutcome.NOT_PROMOTED);
    assertThat(report.reason()).isEqualTo("no candidate cccc was ever promoted to ready");
  }

  @Test
  void explain_looks_only_at_the_target_asked_for() {
    bench.targets = List.of(CURRENT, target("current-other", "ready"));
    bench.links.move("ready", A);

    ReleaseReport report =
        bench
            .cycle()
            .explain(bench.release(), Optional.of(new LinkName("current-other")), Optional.empty());

    assertThat(only(report).target().value()).isEqualTo("current-other");
  }

  @Test
  void explain_of_a_target_that_cannot_be_read_says_so_and_goes_on() {
    bench.targets = List.of(target("broken", "ready"), CURRENT);
    bench.links.move("ready", A);
    bench.links.fail("broken", unreachable());

    ReleaseReport report = bench.explain(Optional.empty());

    assertThat(report.targets())
        .extracting(TargetReport::outcome)
        .containsExactly(TargetOutcome.FAILED, TargetOutcome.NOT_PROMOTED);
  }
}
