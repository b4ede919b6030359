package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Approval;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@ByDaemon
@Command(
    name = "approve",
    description = {
      "Approves a candidate for a target, or a suite or step of a release of Ceph.",
      "Bound to one candidate: of the next one nothing is approved. It counts from the next round on."
    },
    footer = {
      "  promoter approve ceph/tentacle rados --by radek --note 'failures are known, see #70123'",
      "  promoter approve CentOS-9/master --target current-tripleo --by ann --note 'looks good' \\",
      "      --candidate 7e5a9d2d3c1b4f60a8e7c6d5b4a39281",
      "  promoter approve ceph/tentacle --by ann --note 'all leads said yes' \\",
      "      --sha1 9191375ab5b1e911954d9f7c2b9cd180c08dc881"
    },
    exitCodeList = {
      "0:the approval is stored; its number is printed",
      "1:it could not be stored; standard error says why",
      "2:the command line is wrong, there is no such release, target, suite or step, this person's"
          + " approval would not count, or the commit is not known"
    })
final class ApproveCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "RELEASE",
      converter = Words.Release.class,
      description = "The release: the path of its file below releases/ without .ini.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private ReleaseName release;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SUITE|STEP",
      converter = Words.Said.class,
      description =
          "A required suite, or the step build or schedule. Default: the release as a whole.")
  private String subject = "";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "The target link it is about; needed unless it is a release of Ceph.")
  private @Nullable LinkName target;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      required = true,
      converter = Words.Said.class,
      description =
          "Who takes the responsibility; where there is a lead, or a list of people whose approvals"
              + " count, one of those.")
  private String by = "";

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      required = true,
      converter = Words.Said.class,
      description = "What they say; shown wherever the approval counts.")
  private String note = "";

  @Option(
      names = {"--candidate", "--sha1"},
      paramLabel = "ID",
      converter = Words.CandidateId.class,
      description =
          "The candidate, by its full hash. Default for Ceph: the commit that the last round of the"
              + " release judged.")
  private @Nullable String candidate;

  private final Session session;

  ApproveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.WORK, this::approve);
  }

  private int approve(Operations operations) {
    Approval stored =
        operations.approve(
            new Operations.ApprovalRequest(
                release,
                Optional.ofNullable(target),
                subject,
                Optional.ofNullable(candidate),
                by,
                note),
            session.caller(by));
    session.say("Approval " + stored.id() + ": " + stored.sentence());
    session.say("To withdraw it: promoter unapprove " + stored.id());
    return Exit.OK;
  }
}
