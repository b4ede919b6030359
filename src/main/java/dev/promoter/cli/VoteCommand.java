package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@ByDaemon(slow = true)
@Command(
    name = "vote",
    description = {
      "Reports the result of a job for a candidate, as a CI job does at its end.",
      "The builder of the release records it; the next round counts it."
    },
    footer = {
      "  promoter vote --release CentOS-9/master --job periodic-standalone-master --success \\",
      "      --aggregate-hash 0123456789abcdef0123456789abcdef --url https://logs.example.org/1"
    },
    exitCodeList = {
      "0:the builder has recorded the result",
      "1:the result was not recorded; standard error says why",
      "2:the command line is wrong, or there is no such release; nothing was done"
    })
final class VoteCommand implements Callable<Integer> {
  @Mixin private ReleaseOption release = new ReleaseOption();

  @Option(
      names = "--job",
      paramLabel = "JOB",
      required = true,
      converter = Words.Said.class,
      description = "The job that ran, spelled as in the criteria.")
  private String job = "";

  @ArgGroup(multiplicity = "1")
  private CandidateOptions candidate = new CandidateOptions();

  @ArgGroup(multiplicity = "1")
  private Result result = new Result();

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      converter = Words.WebAddress.class,
      description = "Where a person can look at the result.")
  private String url = "";

  @Option(names = "--notes", paramLabel = "TEXT", description = "Free text kept with the result.")
  private String notes = "";

  private final Session session;

  VoteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Operations.Vote vote =
        new Operations.Vote(
            release.name(), candidate.candidate(), job, result.passed(), url, notes.strip());
    return session.open(
        LogUse.WORK,
        operations -> {
          session.say(operations.vote(vote, session.caller("")));
          return Exit.OK;
        });
  }

  /** Exactly one of the two. */
  static final class Result {
    @Option(names = "--success", required = true, description = "The job passed.")
    private boolean success;

    @Option(names = "--failure", required = true, description = "The job failed.")
    private boolean failure;

    private boolean passed() {
      return success && !failure;
    }
  }
}
