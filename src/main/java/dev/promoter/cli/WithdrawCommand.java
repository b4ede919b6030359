package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** Takes back by its number what somebody has said. */
abstract class WithdrawCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      converter = Words.Ordinal.class,
      description = "Its number, as the list of them shows it.")
  private long id;

  private final Session session;

  WithdrawCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          session.say(withdraw(operations, id));
          return Exit.OK;
        });
  }

  /** Takes it back; returns what is said then. */
  abstract String withdraw(Operations operations, long id);
}
