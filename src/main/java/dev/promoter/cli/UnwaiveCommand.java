package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "unwaive",
    description = "Withdraws a waiver; it stays in the history.",
    footer = "  promoter unwaive 7",
    exitCodeList = {
      "0:the waiver no longer counts",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no waiver of that number"
    })
final class UnwaiveCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      converter = Words.Ordinal.class,
      description = "The number of the waiver, as waivers shows it.")
  private long id;

  private final Session session;

  UnwaiveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          operations.unwaive(id);
          session.say("Waiver " + id + " is withdrawn.");
          return Exit.OK;
        });
  }
}
