package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@ByDaemon
@Command(
    name = "waive",
    description = {
      "Accepts for a while that one requirement of a target is not met.",
      "It may be given before the failure is seen. It counts from the next round on, and every"
          + " report of what it let through names who gave it and why."
    },
    footer = {
      "  promoter waive --release CentOS-9/master current-tripleo periodic-scenario001-master \\",
      "      --any-candidate --pattern 'mirror time-out' --by ann --reason 'mirror is down' \\",
      "      --until 2026-12-24"
    },
    exitCodeList = {
      "0:the waiver is stored; its number is printed",
      "1:it could not be stored; standard error says why",
      "2:the command line is wrong, or there is no such release, target or requirement"
    })
final class WaiveCommand implements Callable<Integer> {
  @Mixin private ReleaseOption release = new ReleaseOption();

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "The target link it is about.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private LinkName target;

  @Parameters(
      index = "1",
      paramLabel = "REQUIREMENT",
      converter = Words.Said.class,
      description = "The job, spelled as in the criteria.")
  private String requirement = "";

  @ArgGroup(multiplicity = "1")
  private Scope scope = new Scope();

  @Option(
      names = "--pattern",
      paramLabel = "TEXT",
      converter = Words.Pattern.class,
      description =
          "Only failures whose notes contain this text, in any case; * stands for any text within"
              + " it. Default: any failure.")
  private String pattern = "";

  @Option(
      names = "--evidence",
      paramLabel = "JOB@RUN",
      converter = Words.EvidenceName.class,
      description =
          "Only this failure: the job, and the address of its result or the name of its run."
              + " Default: any failure.")
  private String evidence = "";

  @Mixin private Authorship author = new Authorship();

  @Option(
      names = "--until",
      paramLabel = "DATE",
      converter = Words.Until.class,
      description =
          "When it ends, UTC: a date, which means until the end of that day, or a time like"
              + " 2026-12-24T18:00:00Z. Default: as late as waiver_maximum of promoter.ini allows.")
  private Instant until = Hold.NO_END;

  @Option(
      names = "--link",
      paramLabel = "URL",
      converter = Words.WebAddress.class,
      description = "A ticket or page about it.")
  private String link = "";

  private final Session session;

  WaiveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.WORK, this::waive);
  }

  private int waive(Operations operations) {
    Instant now = operations.now();
    Authorship.checkAhead(until, now);
    Waiver stored = operations.waive(draft(now), session.caller(author.by()));
    session.say("Waiver " + stored.id() + ": " + stored.sentence());
    session.say("To withdraw it: promoter unwaive " + stored.id());
    return Exit.OK;
  }

  private Waiver draft(Instant now) {
    return new Waiver(
        0,
        release.name(),
        target,
        requirement,
        scope.candidate(),
        pattern,
        evidence,
        scope.untilPromoted(),
        author.by(),
        author.reason(),
        link,
        now,
        until);
  }

  /** Exactly one of them, so that nobody waives for all candidates by forgetting an option. */
  static final class Scope {
    @Option(
        names = "--candidate",
        paramLabel = "ID",
        required = true,
        converter = Words.CandidateId.class,
        description = "Only for the candidate with this full hash.")
    private String candidate = "";

    @Option(names = "--any-candidate", required = true, description = "For every candidate.")
    private boolean any;

    @Option(
        names = "--until-promoted",
        required = true,
        description = "For every candidate until one is promoted to the target.")
    private boolean untilPromoted;

    private String candidate() {
      return any || untilPromoted ? "" : candidate;
    }

    private boolean untilPromoted() {
      return untilPromoted;
    }
  }
}
