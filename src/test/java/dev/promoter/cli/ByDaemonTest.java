package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static ByDaemon how(CommandSpec command) {
    return command.userObject().getClass().getAnnotation(ByDaemon.class);
  }
}
