package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "release-notes",
    description = {
      "Prints a draft of the release notes of a release of Ceph, in Markdown.",
      "It holds the pull requests that were merged after a tag or branch, by component, from the"
          + " history and from GitHub. Writes nothing; a round keeps a draft by itself where the"
          + " option notes_since is set."
    },
    footer = {"  promoter release-notes --release ceph/tentacle --since v20.1.0 --strict"},
    exitCodeList = {
      "0:the draft was printed",
      "1:the history or the pull requests could not be read; standard error says why",
      "2:the command line is wrong, or there is no such release"
    })
final class ReleaseNotesCommand implements Callable<Integer> {
  @Mixin private ReleaseOption release = new ReleaseOption();

  @Option(
      names = "--since",
      paramLabel = "REF",
      converter = Words.Said.class,
      description = "The tag or branch after which the notes begin. Default: notes_since.")
  private String since = "";

  @Option(
      names = "--sha1",
      paramLabel = "SHA1",
      converter = Words.Said.class,
      description = "The commit of the release. Default: ceph_sha1, else the tip of the branch.")
  private String sha1 = "";

  @Option(
      names = "--strict",
      description =
          "Leaves out pull requests without an issue and says what to look at: those, pull requests"
              + " without a component, and doubtful issues.")
  private boolean strict;

  private final Session session;

  ReleaseNotesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Operations.NotesOrder order =
        new Operations.NotesOrder(release.name(), given(since), given(sha1), strict);
    return session.open(
        LogUse.WORK,
        operations -> {
          operations.releaseNotes(order).lines().forEach(session::say);
          return Exit.OK;
        });
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(word -> !word.isEmpty());
  }
}
