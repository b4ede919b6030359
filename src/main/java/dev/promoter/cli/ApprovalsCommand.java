package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Approval;
import dev.promoter.domain.ReleaseName;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "approvals",
    description = {
      "Lists the approvals: who approved what, for which commit and when.",
      "Withdrawn ones are left out."
    },
    footer = "  promoter approvals --release ceph/tentacle",
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong"
    })
final class ApprovalsCommand implements Callable<Integer> {
  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      converter = Words.Release.class,
      description =
          "Only this release: the path of its file below releases/ without .ini. Default: all.")
  private @Nullable ReleaseName release;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  ApprovalsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::show);
  }

  private int show(Operations operations) {
    List<Approval> approvals =
        operations.approvals().stream()
            .filter(one -> release == null || one.release().equals(release))
            .toList();
    if (output.isText()) {
      Listings.approvals(approvals).forEach(session::say);
    } else {
      session.document(output.format(), ListDocuments.approvals(approvals));
    }
    return Exit.OK;
  }
}
