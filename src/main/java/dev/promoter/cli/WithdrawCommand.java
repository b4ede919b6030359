package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back by its number what somebody has said. */
@ByDaemon
abstract class WithdrawCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      converter = Words.Ordinal.class,
      description = "Its number, as the list of them shows it.")
  private long id;

  @Mixin private Orderer orderer = new Orderer();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      converter = Words.Said.class,
      description = "Why; kept in the history.")
  private String reason = "";

  private final Session session;

  WithdrawCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          withdraw(operations, new Operations.TakeBack(id, reason), session.caller(orderer.by()));
          session.say(said(id));
          return Exit.OK;
        });
  }

  /** Takes it back. */
  abstract void withdraw(Operations operations, Operations.TakeBack order, Caller caller);

  /** What is said afterwards. */
  abstract String said(long id);
}
