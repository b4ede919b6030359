package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.History;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    description = {
      "Lists the rounds that changed anything, newest first.",
      "explain --at shows one of them whole."
    },
    footer = "  promoter history --release CentOS-9/master --limit 5",
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong, or there is no such release"
    })
final class HistoryCommand implements Callable<Integer> {
  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      converter = Words.Release.class,
      description =
          "Only this release: the path of its file below releases/ without .ini. Default: all.")
  private @Nullable ReleaseName release;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Words.Count.class,
      description = "At most this many lines. Default: 20.")
  private int limit = 20;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  HistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::show);
  }

  private int show(Operations operations) {
    List<History.Entry> entries = operations.history(Optional.ofNullable(release), limit);
    if (output.isText()) {
      Listings.history(entries).forEach(session::say);
    } else {
      session.document(output.format(), ListDocuments.history(entries));
    }
    return Exit.OK;
  }
}
