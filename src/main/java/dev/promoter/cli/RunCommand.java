package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "run",
    description = {
      "Runs the daemon: every release on its own schedule, until SIGTERM or Ctrl-C.",
      "The step in hand is finished first; SIGHUP reads the configuration and the rules again."
    },
    footer = "  promoter run --config /etc/promoter --state /var/lib/promoter",
    exitCodeList = {
      "0:it was told to stop and stopped cleanly",
      "1:it could not start; standard error says why",
      "2:the command line is wrong; nothing was done"
    })
final class RunCommand implements Callable<Integer> {
  private final Session session;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.DAEMON,
        operations -> {
          operations.run();
          return Exit.OK;
        });
  }
}
