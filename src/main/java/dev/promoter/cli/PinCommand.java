package dev.promoter.cli;

import dev.promoter.domain.Intervention.Kind;
import picocli.CommandLine.Command;

@Command(
    name = "pin",
    description = {
      "Lets one candidate, and no other, be promoted to a target.",
      "It still has to meet its requirements. Of several pinned candidates each may be promoted."
    },
    footer = {
      "  promoter pin --release CentOS-9/master current-tripleo \\",
      "      0123456789abcdef0123456789abcdef --by ann --reason 'this one ships'"
    },
    exitCodeList = {
      "0:the pin is stored; its number is printed",
      "1:it could not be stored; standard error says why",
      "2:the command line is wrong, or there is no such release or target; nothing was done"
    })
final class PinCommand extends ChoiceCommand {
  PinCommand(Session session) {
    super(session, Kind.PIN);
  }
}
