package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description = {
      "Prints every problem of the configuration and the rules.",
      "Each is one line: file:line: [section] key: sentence."
    },
    footer = "  promoter check --config config --online",
    exitCodeList = {
      "0:no problem; warnings may have been printed",
      "1:at least one problem",
      "2:the command line is wrong"
    })
final class CheckCommand implements Callable<Integer> {
  @Option(
      names = "--online",
      description = "Also tries the addresses and credentials. Writes nothing there.")
  private boolean online;

  private final Session session;

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::check);
  }

  private int check(Operations operations) {
    List<Problem> problems = operations.check(online);
    problems.forEach(problem -> session.say(problem.toString()));
    long warnings = problems.stream().filter(Problem::warning).count();
    long errors = problems.size() - warnings;
    if (problems.isEmpty()) {
      int releases = operations.releaseNames().size();
      session.say("No problems; " + Sentences.count(releases, "release") + ".");
    } else {
      session.say(
          Sentences.count(errors, "problem") + ", " + Sentences.count(warnings, "warning") + ".");
    }
    return errors == 0 ? Exit.OK : Exit.FAILED;
  }
}
