package dev.promoter.cli;

import dev.promoter.domain.Intervention.Kind;
import picocli.CommandLine.Command;

@Command(
    name = "veto",
    description = {
      "Keeps one candidate from being promoted to a target.",
      "Every report of it names who vetoed it and why. Others are not concerned."
    },
    footer = {
      "  promoter veto --release CentOS-9/master current-tripleo \\",
      "      0123456789abcdef0123456789abcdef --by ann --reason 'eats data'"
    },
    exitCodeList = {
      "0:the veto is stored; its number is printed",
      "1:it could not be stored; standard error says why",
      "2:the command line is wrong, or there is no such release or target; nothing was done"
    })
final class VetoCommand extends ChoiceCommand {
  VetoCommand(Session session) {
    super(session, Kind.VETO);
  }
}
