package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@ByDaemon(looks = true)
@Command(
    name = "history",
    description = {
      "Lists the rounds that changed anything and what people did, newest first.",
      "explain --at shows one of the rounds whole."
    },
    footer = {
      "  promoter history --release CentOS-9/master --limit 5",
      "  promoter history --by ann --since 2026-11-01 --output csv"
    },
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong"
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
      names = "--target",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "Only this target link.")
  private @Nullable LinkName target;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      converter = Words.Said.class,
      description = "Only what this person did.")
  private @Nullable String by;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = Words.DeedKind.class,
      description = "Only rounds (round), or only what one command did: waive, hold, approve ...")
  private @Nullable String kind;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      converter = Words.Since.class,
      description = "Not before this date or time, UTC.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      converter = Words.Until.class,
      description = "Only up to the end of this date, or before this time, UTC.")
  private @Nullable Instant until;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Words.Count.class,
      description = "At most this many lines. Default: 20.")
  private int limit = 20;

  @Mixin private HistoryOutput output = new HistoryOutput();

  private final Session session;

  HistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::show);
  }

  private int show(Operations operations) {
    Chronicle chronicle = operations.history(query());
    if (output.isText()) {
      HistoryTable.lines(chronicle, limit).forEach(session::say);
    } else if (output.isTable()) {
      session.table(HistoryTable.csv(chronicle, limit));
    } else {
      session.document(output.format().orElseThrow(), ListDocuments.history(chronicle));
    }
    return Exit.OK;
  }

  private HistoryQuery query() {
    return new HistoryQuery(
        Optional.ofNullable(release),
        Optional.ofNullable(target).map(LinkName::value),
        Optional.ofNullable(by),
        Optional.ofNullable(kind),
        Optional.ofNullable(since),
        Optional.ofNullable(until),
        limit);
  }
}
