package dev.promoter.cli;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Intervention.Kind;
import picocli.CommandLine.Command;

@Command(
    name = "unveto",
    description = "Takes back a veto; it stays in the history.",
    footer = "  promoter unveto 2",
    exitCodeList = {
      "0:the veto no longer counts",
      "1:the store could not be changed; standard error says why",
      "2:the command line is wrong, or there is no veto of that number"
    })
final class UnvetoCommand extends WithdrawCommand {
  UnvetoCommand(Session session) {
    super(session);
  }

  @Override
  void withdraw(Operations operations, Operations.TakeBack order, Caller caller) {
    operations.unchoose(Kind.VETO, order, caller);
  }

  @Override
  String said(long id) {
    return "Veto " + id + " is taken back.";
  }
}
