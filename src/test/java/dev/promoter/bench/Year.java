package dev.promoter.bench;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
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
import dev.promoter.domain.Verdict;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up rounds of one release, day after day, such as an installation of a year has stored. */
public final class Year {
  /** The link that moves. */
  public static final LinkName LINK = new LinkName("current-tripleo");

  private static final LinkName SOURCE = new LinkName("tripleo-ci-testing");
  private static final String LOGS = "https://logserver.rdoproject.org/openstack-periodic/";
  private static final List<String> SCENARIOS =
      List.of("containers-multinode", "standalone", "scenario001", "ovb-3ctlr_1comp-featureset");

  private final ReleaseName release;
  private final List<Requirement> requirements;
  private final Random random;
  private String current;
  private int newest;

  /**
   * @param number which release
   * @param jobs how many requirements it has
   */
  public Year(int number, int jobs) {
    this.release = new ReleaseName("CentOS-%d/release-%02d".formatted(8 + number % 3, number));
    this.requirements = IntStream.range(0, jobs).mapToObj(Year::job).toList();
    this.random = new Random(number);
    this.current = hash(0);
  }

  /** Its name. */
  public ReleaseName release() {
    return release;
  }

  /**
   * A round that ends at this time, with this many candidates, the newest first; each is another
   * one than before.
   */
  public ReleaseReport round(Instant at, int candidates) {
    newest += candidates;
    List<Judged> judged = new ArrayList<>();
    String promoted = "";
    for (int i = 0; i < candidates && promoted.isEmpty(); i++) {
      boolean good = random.nextInt(candidates + 2) == 0;
      judged.add(judged(newest - i, at, good));
      promoted = good ? hash(newest - i) : "";
    }
    return report(at, judged, promoted);
  }

  /** A round that finds this many candidates, none of which can be promoted. */
  public ReleaseReport stuck(Instant at, int candidates) {
    newest += candidates;
    List<Judged> judged =
        IntStream.range(0, candidates).mapToObj(i -> judged(newest - i, at, false)).toList();
    return report(at, judged, "");
  }

  private ReleaseReport report(Instant at, List<Judged> judged, String promoted) {
    TargetReport target =
        new TargetReport(
            LINK,
            SOURCE,
            "",
            promoted.isEmpty() ? TargetOutcome.NOT_PROMOTED : TargetOutcome.PROMOTED,
            promoted,
            current,
            promoted.isEmpty() ? "it waits" : "All requirements are met.",
            judged,
            promoted.isEmpty()
                ? List.of()
                : List.of(
                    new TargetReport.Effect(
                        "promote " + promoted + " to " + LINK,
                        new Outcome.Done("it stands there"))),
            false);
    current = promoted.isEmpty() ? current : promoted;
    String file = "config/releases/" + release + ".ini";
    return new ReleaseReport(
        release, file, "", List.of(target), false, at.minus(Duration.ofSeconds(20)), at);
  }

  private Judged judged(int number, Instant at, boolean good) {
    Candidate candidate = new AggregateCandidate(hash(number));
    List<RequirementReport> reports =
        requirements.stream().map(one -> requirement(one.name(), number, at, good)).toList();
    List<Evidence> evidence =
        reports.stream().flatMap(report -> report.evidence().stream()).toList();
    Facts facts =
        new Facts(
            release,
            "dlrn",
            new Target(LINK, SOURCE, "", requirements),
            candidate,
            new Standing(Relation.NEWER, current),
            evidence,
            List.of(),
            List.of(),
            new Moment(at, ZoneOffset.UTC));
    return new Judged(facts, new Judgement(candidate, decision(reports, good), reports));
  }

  private static Decision decision(List<RequirementReport> reports, boolean good) {
    if (good) {
      return new Decision.Promote(
          "A candidate that meets every requirement is promoted", "All requirements are met.");
    }
    String failed =
        reports.stream()
            .filter(one -> one.state() == RequirementState.FAILED)
            .map(RequirementReport::name)
            .findFirst()
            .orElse("");
    return failed.isEmpty()
        ? new Decision.Wait("A candidate waits for tests that have not reported", "tests run")
        : new Decision.Reject(
            "A failed requirement that nothing else meets rejects the candidate",
            failed + " failed");
  }

  private RequirementReport requirement(String name, int number, Instant at, boolean good) {
    int dice = good ? 99 : random.nextInt(100);
    RequirementState state =
        dice < 6
            ? RequirementState.FAILED
            : dice < 9
                ? RequirementState.IN_PROGRESS
                : dice < 11 ? RequirementState.MISSING : RequirementState.MET;
    if (state == RequirementState.MISSING) {
      return new RequirementReport(name, state, List.of());
    }
    Verdict verdict =
        switch (state) {
          case FAILED -> Verdict.FAILED;
          case IN_PROGRESS -> Verdict.PENDING;
          default -> Verdict.PASSED;
        };
    // Joined and not formatted: this is done in the process that is measured.
    String url = LOGS + name + "/" + HexFormat.of().toHexDigits(number, 7) + "/";
    Instant reported = at.minus(Duration.ofMinutes(random.nextInt(1, 600)));
    return new RequirementReport(
        name, state, List.of(Evidence.of(name, verdict, url, reported, "")));
  }

  private static Requirement job(int number) {
    return new Requirement(
        "periodic-tripleo-ci-centos-9-%s-%02d-master"
            .formatted(SCENARIOS.get(number % SCENARIOS.size()), number));
  }

  private String hash(int number) {
    long seed = release.value().hashCode() * 1_000_003L + number;
    return "%016x%016x".formatted(seed * 0x9E3779B97F4A7C15L, seed * 0xC2B2AE3D27D4EB4FL);
  }
}
