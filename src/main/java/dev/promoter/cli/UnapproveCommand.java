package dev.promoter.cli;

import picocli.CommandLine.Command;

@Command(
    name = "unapprove",
    description = "Withdraws an approval; it stays in the history.",
    footer = "  promoter unapprove 3",
    exitCodeList = {
      "0:the approval no longer counts",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no approval of that number"
    })
final class UnapproveCommand extends WithdrawCommand {
  UnapproveCommand(Session session) {
    super(session);
  }

  @Override
  String withdraw(Operations operations, long id) {
    operations.unapprove(id);
    return "Approval " + id + " is withdrawn.";
  }
}
