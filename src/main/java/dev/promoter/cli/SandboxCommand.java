package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sandbox",
    description = {
      "Runs the daemon on stand-ins of the outside systems, to try it.",
      "Candidates, votes and failures arrive by themselves, and every round that"
          + " changed something is shown. Ctrl-C ends it. Nothing outside this machine is asked."
    },
    footer = "  promoter sandbox",
    exitCodeList = {
      "0:it was told to stop",
      "1:it could not start; standard error says why",
      "2:the command line is wrong; nothing was done"
    })
final class SandboxCommand implements Callable<Integer> {
  @Option(
      names = "--stand-ins-only",
      description =
          "Starts the stand-ins and writes their configuration below --state, but runs no daemon:"
              + " another one is to be tried on them. While there is a file named hold in that"
              + " directory, orders to promote are neither carried out nor answered.")
  private boolean standInsOnly;

  private final Session session;

  SandboxCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          operations.sandbox(standInsOnly);
          return Exit.OK;
        });
  }
}
