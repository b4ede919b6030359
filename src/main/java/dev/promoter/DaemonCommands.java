package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.Elsewhere;
import dev.promoter.cli.PromoterCommand;
import dev.promoter.cli.Sheet;
import dev.promoter.web.Commands;
import dev.promoter.web.Desk;
import dev.promoter.web.Person;
import dev.promoter.web.Role;

/** Carries out, within the daemon, the command lines that came through the API. */
record DaemonCommands(
    Desk desk, Opening opening, CommonOptions options, Place place, Outside outside, Wakes wakes)
    implements Commands.Runner {
  @Override
  public Commands.Printed run(Commands.Line line, Person person) {
    Elsewhere elsewhere =
        new Elsewhere(
            person.name(),
            person.role().word(),
            person.role().covers(Role.ADMIN),
            line.user(),
            line.from());
    Sheet out = new Sheet(line.coloured());
    Sheet err = new Sheet(false);
    int exit =
        PromoterCommand.runFor(
            elsewhere,
            line.arguments(),
            theirs -> new DaemonProgram(options, place, outside, opening, desk, wakes),
            out,
            err);
    return new Commands.Printed(exit, out.text(), err.text());
  }
}
