package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "unapprove",
    description = "Withdraws an approval; it stays in the history.",
    footer = "  promoter unapprove 3",
    exitCodeList = {
      "0:the approval no longer counts",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no approval of that number"
    })
final class UnapproveCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      converter = Words.Ordinal.class,
      description = "The number of the approval, as approvals shows it.")
  private long id;

  private final Session session;

  UnapproveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          operations.unapprove(id);
          session.say("Approval " + id + " is withdrawn.");
          return Exit.OK;
        });
  }
}
