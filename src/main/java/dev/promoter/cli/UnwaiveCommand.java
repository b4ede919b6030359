package dev.promoter.cli;

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
  String withdraw(Operations operations, long id) {
    operations.unwaive(id);
    return "Waiver " + id + " is withdrawn.";
  }
}
