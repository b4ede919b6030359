package dev.promoter.cli;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Intervention.Kind;
import picocli.CommandLine.Command;

@Command(
    name = "unpin",
    description = "Takes back a pin; it stays in the history.",
    footer = "  promoter unpin 2",
    exitCodeList = {
      "0:the pin no longer counts",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no pin of that number"
    })
final class UnpinCommand extends WithdrawCommand {
  UnpinCommand(Session session) {
    super(session);
  }

  @Override
  void withdraw(Operations operations, Operations.TakeBack order, Caller caller) {
    operations.unchoose(Kind.PIN, order, caller);
  }

  @Override
  String said(long id) {
    return "Pin " + id + " is taken back.";
  }
}
