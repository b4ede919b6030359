package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** Which commands go to the daemon, and what they need. */
class ByDaemonTest {
  @Test
  void what_needs_nothing_of_this_machine_goes_to_the_daemon() {
    assertThat(HelpTest.commands())
        .filteredOn(command -> how(command) != null)
        .extracting(CommandSpec::name)
        .containsExactlyInAnyOrder(
            "explain",
            "force-promote",
            "rollback",
            "waive",
            "unwaive",
            "waivers",
            "hold",
            "unhold",
            "holds",
            "freezes",
            "pin",
            "unpin",
            "veto",
            "unveto",
            "pins",
            "approve",
            "unapprove",
            "approvals",
            "vote",
            "status",
            "history");
  }

  @Test
  void what_moves_links_without_criteria_needs_an_administrator() {
    assertThat(HelpTest.commands())
        .filteredOn(command -> how(command) != null && how(command).admin())
        .extracting(CommandSpec::name)
        .containsExactlyInAnyOrder("force-promote", "rollback");
  }

  @Test
  void no_other_command_is_carried_out_for_somebody_elsewhere() {
    Elsewhere admin = new Elsewhere("ops", "admin", true, "eve@there", "192.0.2.7");
    for (CommandSpec command : HelpTest.commands()) {
      if (how(command) == null && command.parent() != null) {
        Sheet out = new Sheet(false);
        int exit =
            PromoterCommand.runFor(
                admin,
                List.of(command.name()),
                options -> {
                  throw new AssertionError(command.name() + " was let in");
                },
                out,
                new Sheet(false));
        assertThat(exit).as(command.name()).isIn(Exit.FAILED, Exit.USAGE);
        assertThat(out.text()).as(command.name()).isEmpty();
      }
    }
  }

  private static ByDaemon how(CommandSpec command) {
    return command.userObject().getClass().getAnnotation(ByDaemon.class);
  }
}
