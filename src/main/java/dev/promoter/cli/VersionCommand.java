package dev.promoter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "version",
    description = "Shows the version of promoter and of the Java it runs on.",
    footer = "  promoter version",
    exitCodeList = {"0:always", "2:the command line is wrong"})
final class VersionCommand implements Callable<Integer> {
  private final Session session;

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.say("promoter " + version() + " (Java " + Runtime.version() + ")");
    return Exit.OK;
  }

  /** The version is in the manifest of the jar; classes run from a build directory have none. */
  private static String version() {
    String packaged = VersionCommand.class.getPackage().getImplementationVersion();
    return packaged == null ? "unpackaged" : packaged;
  }
}
