package dev.promoter.cli;

import dev.promoter.domain.Caller;
import picocli.CommandLine.Command;

@Command(
    name = "unwaive",
    description = "Withdraws a waiver; it stays in the history.",
    footer = "  promoter unwaive 7",
    exitCodeList = {
      "0:the waiver no longer counts",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no waiver of that number"
    })
final class UnwaiveCommand extends WithdrawCommand {
  UnwaiveCommand(Session session) {
    super(session);
  }

  @Override
  void withdraw(Operations operations, Operations.TakeBack order, Caller caller) {
    operations.unwaive(order, caller);
  }

  @Override
  String said(long id) {
    return "Waiver " + id + " is withdrawn.";
  }
}
