package dev.promoter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "manual",
    description = "Prints the manual page, in the format of the program man.",
    footer = {
      "  to read it:       promoter manual | man -l -",
      "  to install it:    promoter manual > /usr/local/share/man/man1/promoter.1"
    },
    exitCodeList = {"0:always", "2:the command line is wrong"})
final class ManualCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init") // given by the parser before the command runs
  private CommandSpec spec;

  ManualCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.out().print(ManualPage.of(spec.root()));
    return Exit.OK;
  }
}
