package dev.promoter.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.promoter.cli.Samples;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RoundLogTest {
  private static final String HASH = "a".repeat(40) + "_dddddddd";
  private static final List<TargetReport.Effect> REFUSED =
      List.of(new TargetReport.Effect("t", new Outcome.Failed("410")));

  private final Logger logger = (Logger) LoggerFactory.getLogger(RoundLog.class);
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing(); // else the release is looked up when it is gone
          super.append(event);
        }
      };

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  private List<String> written(ReleaseReport report) {
    lines.list.clear();
    RoundLog.write(report, candidate -> "https://dlrn.example.org/votes/" + candidate.id());
    assertThat(lines.list)
        .allMatch(
            event -> report.release().value().equals(event.getMDCPropertyMap().get("release")));
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static ReleaseReport ended(TargetOutcome outcome, List<TargetReport.Effect> effects) {
    return ended(outcome, List.of(), effects);
  }

  private static ReleaseReport ended(
      TargetOutcome outcome, List<Judged> judged, List<TargetReport.Effect> effects) {
    TargetReport target =
        new TargetReport(
            new LinkName("current-tripleo"),
            new LinkName("tripleo-ci-testing"),
            "nova",
            outcome,
            outcome == TargetOutcome.FAILED ? "" : HASH,
            "",
            "the reason",
            judged,
            effects,
            false);
    return new ReleaseReport(
        Samples.RELEASE, "f", "", List.of(target), false, Instant.EPOCH, Instant.EPOCH);
  }

  @Test
  void a_promotion_is_told_in_the_words_monitoring_knows() {
    List<String> text = written(Samples.promotion());

    String candidate = "a".repeat(40) + "_dddddddd";
    assertThat(text)
        .anyMatch(line -> line.startsWith("SUCCESSFUL promotion to current-tripleo: " + candidate))
        .contains("Summary: Promoted 1 hashes this round")
        .contains("Votes of " + candidate + ": https://dlrn.example.org/votes/" + candidate)
        .anyMatch(line -> line.matches("hash +promoted +missing jobs"))
        .anyMatch(line -> line.matches(candidate + " +yes +-"))
        .anyMatch(
            line ->
                line.matches(
                    "b{40}_d{8}_540cc624 +no +job-standalone \\(failed\\), job-scenario"
                        + " \\(missing\\)"))
        .endsWith("Promoter terminated normally")
        .noneMatch(line -> line.contains("aborted") || line.contains("FAILED"));
  }

  @Test
  void a_failed_effect_is_a_failed_attempt_and_the_round_ends_normally() {
    List<String> text =
        written(
            ended(TargetOutcome.FAILED, Samples.promotion().targets().get(0).judged(), REFUSED));

    assertThat(text)
        .contains(
            "FAILED promotion attempt to current-tripleo [nova]: " + HASH + "; the reason",
            "Summary: Promoted 0 hashes this round",
            "Promoter terminated normally");
  }

  @Test
  void a_failed_attempt_that_a_person_ordered_says_why() {
    assertThat(written(ended(TargetOutcome.FAILED, REFUSED)))
        .contains("FAILED promotion attempt to current-tripleo [nova]: the reason");
  }

  @Test
  void a_target_that_could_not_be_read_aborts_although_others_went_on() {
    assertThat(written(Samples.eventful()))
        .anyMatch(line -> line.startsWith("SUCCESSFUL promotion to"))
        .anyMatch(line -> line.matches("Promoter aborted: current-tripleo-rdo: .*500"))
        .noneMatch(line -> line.contains("FAILED promotion attempt"))
        .noneMatch(line -> line.contains("terminated normally"));
  }

  @Test
  void a_refused_file_aborts() {
    ReleaseReport refused =
        ReleaseReport.refused(Samples.RELEASE, "f", "the file is broken", Instant.EPOCH);

    assertThat(written(refused))
        .containsExactly(
            "Summary: Promoted 0 hashes this round", "Promoter aborted: the file is broken");
  }

  @Test
  void what_was_only_ready_is_not_told_as_a_promotion() {
    assertThat(written(ended(TargetOutcome.WOULD_PROMOTE, List.of())))
        .anyMatch(line -> line.startsWith("Dry run: aaaa"))
        .noneMatch(line -> line.contains("SUCCESSFUL"));
    assertThat(written(ended(TargetOutcome.REFUSED, List.of())))
        .anyMatch(line -> line.contains("refused: the reason"))
        .noneMatch(line -> line.contains("FAILED"));
    assertThat(written(ended(TargetOutcome.NOT_PROMOTED, List.of())))
        .contains("Nothing promoted to current-tripleo [nova]: the reason");
  }
}
