package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = {
      "Puts a copy made by backup in the place of the H2 database.",
      "The daemon must not run. The database that was there stays beside it, with before-restore in its"
          + " name. What was promoted since the copy was made stays promoted, but is forgotten."
    },
    footer = "  promoter restore /var/backups/promoter/before-upgrade.backup",
    exitCodeList = {
      "0:the database is that of the copy",
      "1:it was refused and nothing was changed; standard error says why",
      "2:the command line is wrong; nothing was done"
    })
final class RestoreCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "The copy.")
  @SuppressWarnings("NullAway.Init") // given by the parser before the command runs
  private Path file;

  RestoreCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          operations.restore(file);
          session.say("The database is again that of " + file + ".");
          return Exit.OK;
        });
  }
}
