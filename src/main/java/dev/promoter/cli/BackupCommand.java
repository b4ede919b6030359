package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description = {
      "Writes a copy of the H2 database to a new file, while everything goes on.",
      "A PostgreSQL database is copied with pg_dump."
    },
    footer = "  promoter backup /var/backups/promoter/before-upgrade.backup",
    exitCodeList = {
      "0:the file holds a copy of the database as it was at one instant",
      "1:it could not be written; standard error says why",
      "2:the command line is wrong; nothing was done"
    })
final class BackupCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "The new file.")
  @SuppressWarnings("NullAway.Init") // given by the parser before the command runs
  private Path file;

  BackupCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(
        LogUse.WORK,
        operations -> {
          operations.backup(file);
          session.say("A copy of the database is in " + file + ".");
          return Exit.OK;
        });
  }
}
