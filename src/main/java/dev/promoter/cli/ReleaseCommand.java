package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "release",
    description = {
      "Does one round of a release of Ceph that has no file.",
      "Its name is ceph/ and its version. Called again with the same parameters it goes on where the"
          + " last round ended. promoter.ini is read if there is one."
    },
    footer = {
      "  promoter release --set CEPH_BRANCH=tentacle --set RELEASE_VERSION=20.1.0 --dry-run",
      "  promoter release --set CEPH_SHA1=9191375ab5b1e911954d9f7c2b9cd180c08dc881 --output json"
    },
    exitCodeList = {
      "0:the release finished its round: promoted, refused or not",
      "1:a parameter, an outside system or an effect failed",
      "2:the command line is wrong, or there is no such parameter; nothing was done"
    })
final class ReleaseCommand implements Callable<Integer> {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      converter = Words.Setting.class,
      description = {
        "A parameter of the pipeline: TRACKER_ISSUE_ID, CEPH_BRANCH, RELEASE_VERSION, CEPH_SHA1,"
            + " CEPH_REPO, BUILD_JOB_NAME, SUITE_NAME, SUITE_LIST_SOURCE, PADDLES_URL,"
            + " PULPITO_BASE, EMAIL_RECIPIENTS, SKIP_BUILD, SKIP_INTEGRATION_TESTS,"
            + " SKIP_TRACKER_UPDATE; or any option of a release of Ceph, in capitals or not."
            + " Repeatable. An empty value leaves the default."
      })
  private List<Map.Entry<String, String>> parameters = List.of();

  @Option(
      names = "--dry-run",
      description = "Decides and reports everything, writes nothing anywhere.")
  private boolean dryRun;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  ReleaseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.WORK, this::round);
  }

  private int round(Operations operations) {
    return session.show(operations.release(parameters, dryRun), output);
  }
}
