package dev.promoter.cli;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import dev.promoter.freezes.Outlook;
import dev.promoter.freezes.PlannedFreezes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One round in which about everything happens that a report can show. */
public final class Samples {
  /** The release of all samples. */
  public static final ReleaseName RELEASE = new ReleaseName("CentOS-9/master");

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final String FILE = "config/releases/CentOS-9/master.ini";
  static final LinkName TESTING = new LinkName("tripleo-ci-testing");
  static final LinkName CURRENT = new LinkName("current-tripleo");
  static final LinkName RDO = new LinkName("current-tripleo-rdo");

  static final Candidate NEWEST = commit("b", "540cc624");
  static final Candidate OLDER = commit("a", "");
  static final Candidate AGGREGATE = new AggregateCandidate("0123456789abcdef".repeat(2));
  static final String STANDING = "c".repeat(40) + "_" + "d".repeat(8);

  static final Waiver WAIVER =
      new Waiver(
          3,
          RELEASE,
          CURRENT,
          "job-scenario",
          "",
          "mirror",
          "ann",
          "the mirror is down",
          "https://tickets.example.org/1",
          NOW.minusSeconds(3600),
          Instant.parse("2026-12-25T00:00:00Z"));

  private Samples() {}

  /** A promotion with a rejected newer candidate, and a target that could not be read. */
  public static ReleaseReport eventful() {
    return report(promoted(), unreadable());
  }

  /** The same release when nothing goes wrong: one promotion. */
  public static ReleaseReport promotion() {
    return report(promoted());
  }

  static ReleaseReport wouldPromote() {
    return report(
        new TargetReport(
            CURRENT,
            TESTING,
            "",
            TargetOutcome.WOULD_PROMOTE,
            STANDING,
            OLDER.id(),
            "dry run: would be put back",
            List.of(),
            List.of(
                new TargetReport.Effect(
                    "promote " + STANDING + " to current-tripleo", new Outcome.Skipped("dry run"))),
            false));
  }

  static ReleaseReport report(TargetReport... targets) {
    return new ReleaseReport(RELEASE, FILE, "", List.of(targets), false, NOW.minusSeconds(2), NOW);
  }

  /** A release of Ceph with a table of suites. */
  static ReleaseReport ceph() {
    String description = "rados/basic/{clusters/fixed-2 $ objectstore=bluestore}";
    LinkName link = new LinkName("v20.1.0");
    LinkName branch = new LinkName("tentacle");
    Candidate commit = new RevisionCandidate("9191375ab5b1e911954d9f7c2b9cd180c08dc881");
    String annex =
        """
        {"ignored_runs":[{"name":"qa-2026-11-19_10:00:00-rados","suite":"rados",
          "reason":"its jobs are of another SHA1"}],
         "suites":[
          {"suite":"smoke","required":true,"verdict":"PASSED","total":30,"pass":30,"fail":0,
           "dead":0,"unknown":0,"unfinished":0,"open_failures":[],"waived":[],"remark":"",
           "runs":["qa-2026-11-20_10:00:00-smoke"]},
          {"suite":"rados","required":true,"verdict":"FAILED","total":300,"pass":297,"fail":2,
           "dead":1,"unknown":0,"unfinished":0,
           "open_failures":["%s","rados/b"],"waived":["rados/b"],"remark":"flaky?","runs":[]},
          {"suite":"perf-basic","required":false,"verdict":"RUNNING","total":4,"pass":1,"fail":0,
           "dead":0,"unknown":0,"unfinished":3,"open_failures":[],"waived":[],"remark":"",
           "runs":[]}],
         "remarks":["the list of runs that do not count may lack some"],
         "overall":"FAILED","release":"hides nothing","outcome":"hides nothing"}
        """
            .formatted(description);
    Facts facts =
        new Facts(
            RELEASE,
            "ceph",
            new Target(link, branch, "", List.of(new Requirement("rados"))),
            commit,
            new Standing(Relation.NEWER, ""),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Moment(NOW, ZoneOffset.UTC),
            annex);
    Decision decision = new Decision.Reject("A failed suite that nobody waived", "rados failed");
    return report(
        new TargetReport(
            link,
            branch,
            "",
            TargetOutcome.NOT_PROMOTED,
            "",
            "",
            "rados failed",
            List.of(
                new TargetReport.Judged(
                    facts,
                    new Judgement(
                        commit,
                        decision,
                        List.of(
                            requirement(
                                "rados",
                                RequirementState.FAILED,
                                Evidence.of(
                                    "rados", Verdict.FAILED, "", Instant.EPOCH, description)))))),
            List.of(),
            false));
  }

  static ReleaseReport refused() {
    return ReleaseReport.refused(RELEASE, FILE, "the file has 2 problems: see promoter check", NOW);
  }

  static ReleaseReport nothingNew() {
    return report(
        new TargetReport(
            CURRENT,
            TESTING,
            "nova",
            TargetOutcome.NOT_PROMOTED,
            "",
            AGGREGATE.id(),
            "The newest candidate is already current.",
            List.of(),
            List.of(),
            false));
  }

  private static TargetReport promoted() {
    return new TargetReport(
        CURRENT,
        TESTING,
        "",
        TargetOutcome.PROMOTED,
        OLDER.id(),
        STANDING,
        "All requirements are met or waived.",
        List.of(rejected(), passed()),
        List.of(
            new TargetReport.Effect(
                "promote " + OLDER.id() + " to current-tripleo", new Outcome.Done("read back"))),
        false);
  }

  private static TargetReport unreadable() {
    return new TargetReport(
        RDO,
        CURRENT,
        "",
        TargetOutcome.FAILED,
        "",
        "",
        "DLRN: tried to read promotions but failed because the server answered 500",
        List.of(),
        List.of(),
        true);
  }

  private static TargetReport.Judged rejected() {
    return judged(
        NEWEST,
        new Decision.Reject(
            "A failed requirement that nothing else meets rejects the candidate",
            "job-standalone failed"),
        requirement(
            "job-standalone",
            RequirementState.FAILED,
            Evidence.of(
                "job-standalone",
                Verdict.FAILED,
                "https://logs.example.org/9",
                Instant.parse("2026-11-20T11:30:00Z"),
                "tempest: 3 tests failed")),
        requirement("job-scenario", RequirementState.MISSING),
        requirement(
            "job-build",
            RequirementState.MET,
            Evidence.of("job-build", Verdict.PASSED, "", Instant.EPOCH, "")));
  }

  private static TargetReport.Judged passed() {
    return judged(
        OLDER,
        new Decision.Promote(
            "A candidate that meets every requirement is promoted", "3 of 3 requirements are met"),
        requirement(
            "job-standalone",
            RequirementState.MET_BY_ALTERNATIVE,
            Evidence.of(
                    "job-standalone-retry",
                    Verdict.PASSED,
                    "https://logs.example.org/7",
                    Instant.parse("2026-11-20T09:00:00Z"),
                    "")
                .asAlternativeFor("job-standalone")),
        requirement(
            "job-scenario",
            RequirementState.WAIVED,
            Evidence.of(
                "job-scenario",
                Verdict.FAILED,
                "https://logs.example.org/8",
                Instant.parse("2026-11-20T09:30:00Z"),
                "mirror time-out")),
        requirement(
            "job-build",
            RequirementState.MET,
            Evidence.of("job-build", Verdict.PASSED, "", Instant.EPOCH, "")));
  }

  private static RequirementReport requirement(
      String name, RequirementState state, Evidence... evidence) {
    return new RequirementReport(name, state, List.of(evidence));
  }

  private static TargetReport.Judged judged(
      Candidate candidate, Decision decision, RequirementReport... requirements) {
    Target target =
        new Target(
            CURRENT,
            TESTING,
            "",
            List.of(
                new Requirement("job-standalone", List.of("job-standalone-retry")),
                new Requirement("job-scenario"),
                new Requirement("job-build")));
    Facts facts =
        new Facts(
            RELEASE,
            "dlrn",
            target,
            candidate,
            new Standing(Relation.NEWER, STANDING),
            List.of(),
            List.of(WAIVER),
            List.of(),
            new Moment(NOW, ZoneOffset.UTC));
    return new TargetReport.Judged(
        facts, new Judgement(candidate, decision, List.of(requirements)));
  }

  private static Candidate commit(String digit, String extended) {
    return new CommitCandidate(new CommitHash(digit.repeat(40), "d".repeat(40), extended), "");
  }

  /** A freeze that is in force, one that comes and one that is over. */
  public static List<Outlook> freezes() {
    Map<String, String> settings = new HashMap<>();
    settings.put("freeze summit reason", "a summit");
    settings.put("freeze summit starts", "2026-11-18 00:00");
    settings.put("freeze summit duration", "PT72H");
    settings.put("freeze summit targets", "current-tripleo");
    settings.put("freeze weekend reason", "nobody is here");
    settings.put("freeze weekend starts", "2026-01-02 16:00");
    settings.put("freeze weekend ends", "2026-01-05 08:00");
    settings.put("freeze weekend recurrence", "FREQ=WEEKLY;BYDAY=FR");
    settings.put("freeze move reason", "the move");
    settings.put("freeze move starts", "2026-01-10 00:00");
    settings.put("freeze move duration", "PT24H");
    Release release =
        new Release(
            RELEASE,
            FILE,
            "dlrn",
            List.of(),
            false,
            10,
            Duration.ofMinutes(1),
            new Settings(settings));
    return Outlook.of(List.of(release), new PlannedFreezes(ZoneId.of("Europe/Prague")), NOW);
  }
}
