package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.documents.Documents;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "once",
    aliases = "promote-all",
    description = {
      "Does one round of every release, or of those named.",
      "Says what was promoted, and for every other candidate why it was not."
    },
    footer = {
      "  promoter once --release CentOS-9/master --dry-run",
      "  promoter once --output json"
    },
    exitCodeList = {
      "0:every release finished its round: promoted, refused or not",
      "1:configuration, an outside system or an effect failed for at least one release",
      "2:the command line is wrong, or there is no such release; nothing was done"
    })
final class OnceCommand implements Callable<Integer> {
  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      converter = Words.Release.class,
      description =
          "Only this release: the path of its file below releases/ without .ini. Repeatable.")
  private List<ReleaseName> releases = List.of();

  @Option(
      names = "--dry-run",
      description = "Decides and reports everything, writes nothing anywhere.")
  private boolean dryRun;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  OnceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.WORK, this::round);
  }

  private int round(Operations operations) {
    List<ReleaseReport> reports = operations.once(releases.stream().distinct().toList(), dryRun);
    if (output.isText()) {
      TextReport text = session.report();
      reports.forEach(text::full);
      text.summary(reports);
    } else {
      session.document(output.format(), Documents.rounds(reports));
    }
    return Exit.of(reports);
  }
}
