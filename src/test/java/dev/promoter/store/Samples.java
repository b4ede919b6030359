package dev.promoter.store;

import dev.promoter.domain.Action;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Channel;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values for the tests of the store. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456Z");
  static final Instant LATER = NOON.plusSeconds(61);
  static final ReleaseName MASTER = new ReleaseName("CentOS-9/master");
  static final ReleaseName ZED = new ReleaseName("CentOS-9/zed");
  static final LinkName TARGET = new LinkName("current-tripleo");
  static final LinkName SOURCE = new LinkName("tripleo-ci-testing");
  static final Candidate COMMIT =
      new CommitCandidate(
          new CommitHash(
              "0123456789012345678901234567890123456789",
              "abcdefabcdefabcdefabcdefabcdefabcdefabcd",
              ""),
          "tripleo");
  static final Candidate AGGREGATE = new AggregateCandidate("0123456789abcdef0123456789abcdef");

  static final Caller ANN = new Caller("ann", "operator", "ann@host", Channel.COMMAND_LINE);

  private Samples() {}

  static Plan plan(ReleaseName release, String reason) {
    return new Plan(
        release,
        TARGET,
        SOURCE,
        "",
        COMMIT,
        "the-hash-before",
        reason,
        List.of(
            new Action("promote-link", "promote ä to current-tripleo", COMMIT, Map.of("a", "1")),
            new Action("promote-link", "keep the previous", AGGREGATE, Map.of())),
        1,
        Purpose.PROMOTION,
        0);
  }

  static Plan rollback(ReleaseName release, long undone) {
    Action back = new Action("promote-link", "put back", AGGREGATE, Map.of("a", "1"));
    return new Plan(
        release,
        TARGET,
        SOURCE,
        "",
        AGGREGATE,
        COMMIT.id(),
        "rolled back",
        List.of(back),
        0,
        Purpose.ROLLBACK,
        undone);
  }

  static Plan errand(ReleaseName release) {
    Action vote = new Action("report-vote", "report success", COMMIT, Map.of("job", "deploy"));
    return new Plan(
        release,
        TARGET,
        SOURCE,
        "tripleo",
        COMMIT,
        "",
        "asked for",
        List.of(vote),
        0,
        Purpose.ERRAND,
        0);
  }

  static Waiver waiver(String requirement) {
    return new Waiver(
        0, MASTER, TARGET, requirement, "", "timed out", "ann", "flaky", "", NOON, LATER);
  }

  static Approval approval(String subject) {
    return new Approval(
        0, MASTER, TARGET, COMMIT.id(), subject, "radek", "the rados suite is good: ä", NOON);
  }

  static Hold hold(String target) {
    return new Hold(0, MASTER, target, "bob", "freeze", NOON, Hold.NO_END);
  }
}
