package dev.promoter.cli;

import dev.promoter.domain.Caller;
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
  void withdraw(Operations operations, Operations.TakeBack order, Caller caller) {
    operations.unapprove(order, caller);
  }

  @Override
  String said(long id) {
    return "Approval " + id + " is withdrawn.";
  }
}
