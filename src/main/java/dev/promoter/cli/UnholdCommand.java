package dev.promoter.cli;

import dev.promoter.domain.Caller;
import picocli.CommandLine.Command;

@Command(
    name = "unhold",
    description = "Lifts a hold; it stays in the history.",
    footer = "  promoter unhold 7",
    exitCodeList = {
      "0:the hold no longer stops anything",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no hold of that number"
    })
final class UnholdCommand extends WithdrawCommand {
  UnholdCommand(Session session) {
    super(session);
  }

  @Override
  void withdraw(Operations operations, Operations.TakeBack order, Caller caller) {
    operations.unhold(order, caller);
  }

  @Override
  String said(long id) {
    return "Hold " + id + " is lifted.";
  }
}
