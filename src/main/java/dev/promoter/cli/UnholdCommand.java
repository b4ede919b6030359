package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "unhold",
    description = "Lifts a hold; it stays in the history.",
    footer = "  promoter unhold 7",
    exitCodeList = {
      "0:the hold no longer stops anything",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no hold of that number"
    })
final class UnholdCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      converter = Words.Ordinal.class,
      description = "The number of the hold, as holds shows it.")
  private long id;

  private final Session session;

  UnholdCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          operations.unhold(id);
          session.say("Hold " + id + " is lifted.");
          return Exit.OK;
        });
  }
}
