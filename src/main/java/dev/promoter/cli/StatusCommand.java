package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.documents.ListDocuments;
import dev.promoter.engine.StatusBoard;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@ByDaemon(looks = true)
@Command(
    name = "status",
    description = {
      "Shows when each release had its last round and how it ended.",
      "When the file of a release is refused, its problems are shown too.",
      "Where several nodes share a database, it shows them with their last sign of life."
    },
    footer = "  promoter status",
    exitCodeList = {
      "0:the state was shown, whatever it is",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::show);
  }

  private int show(Operations operations) {
    List<StatusBoard.Row> rows = operations.status();
    if (output.isText()) {
      Listings.status(rows).forEach(session::say);
      Listings.nodes(operations.nodes()).forEach(session::say);
      Listings.endingSoon(operations.waiversEndingSoon()).forEach(session::say);
    } else {
      session.document(output.format(), ListDocuments.status(rows, operations.nodes()));
    }
    return Exit.OK;
  }
}
