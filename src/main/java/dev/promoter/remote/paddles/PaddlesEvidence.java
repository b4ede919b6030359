package dev.promoter.remote.paddles;

import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.EvidenceSource;
import dev.promoter.engine.Reading;
import dev.promoter.engine.Said;
import dev.promoter.suites.Question;
import dev.promoter.suites.SuiteJudge;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteSettings;
import dev.promoter.suites.SuiteTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the suites of a commit stand: evidence per required suite, which of them may be scheduled or
 * run again, and the table for people (contract ceph.md section 7).
 */
public final class PaddlesEvidence implements EvidenceSource {
  private static final Logger LOG = LoggerFactory.getLogger(PaddlesEvidence.class);

  private final Paddles paddles;
  private final ScheduledRuns scheduled;
  private final Predicate<Release> sparing;
  private final InstantSource clock;

  /**
   * Reads from the server of each release.
   *
   * @param scheduled the runs that are followed by their names
   * @param sparing whether this round of a release has asked enough of others already
   */
  public PaddlesEvidence(
      Paddles paddles, ScheduledRuns scheduled, Predicate<Release> sparing, InstantSource clock) {
    this.paddles = paddles;
    this.scheduled = scheduled;
    this.sparing = sparing;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "paddles";
  }

  @Override
  public Reading read(Release release, Candidate candidate, Said said) {
    Target target = release.targets().get(0);
    Map<String, SuiteKey> captured = scheduled.of(release, candidate);
    Sighting sighting =
        release.settings().isTrue("skip_integration_tests")
            ? Sighting.NOTHING
            : seen(release, candidate, captured);
    SuiteTable table = SuiteJudge.judge(question(release, target, candidate, sighting, said));
    SuiteReading reading = new SuiteReading(release, candidate, table, held(captured, sighting));
    boolean open =
        ApprovalGate.milestones(release, target.link(), candidate, said.approvals()).stream()
            .anyMatch(approval -> approval.verdict() != Verdict.PASSED);
    return new Reading(
        reading.evidence(), reading.milestones(), reading.annex(open, sighting.notes()));
  }

  /** The suites of which there is, or may be, a run that nothing else shows. */
  private static Set<SuiteKey> held(Map<String, SuiteKey> captured, Sighting sighting) {
    Set<SuiteKey> held = new HashSet<>(captured.values());
    held.addAll(sighting.unread().values());
    return held;
  }

  private Question question(
      Release release, Target target, Candidate candidate, Sighting sighting, Said said) {
    Instant now = clock.instant();
    return new Question(
        candidate.id(),
        target.requirements().stream()
            .map(it -> SuiteSettings.key(release.settings(), it.name()))
            .toList(),
        Set.of(release.settings().get("flavor")),
        sighting.runs(),
        sighting.setAside(),
        sighting.lost(),
        waivers(said, release, target, candidate, now),
        now,
        Question.Stale.STANDARD);
  }

  private Sighting seen(Release release, Candidate candidate, Map<String, SuiteKey> captured) {
    String branch = release.settings().get("ceph_branch");
    Sighting sighting =
        paddles
            .follower(release)
            .poll(new Following(candidate.id(), branch, captured, sparing.test(release)));
    sighting.notes().forEach(note -> LOG.info("{}: {}", release.name(), note));
    return sighting;
  }

  private static List<Waiver> waivers(
      Said said, Release release, Target target, Candidate candidate, Instant now) {
    return said.waivers().stream()
        .filter(waiver -> waiver.release().equals(release.name()))
        .filter(waiver -> waiver.covers(target.link(), candidate, now))
        .toList();
  }
}
