package dev.promoter.remote.redmine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out whether the newest description of an issue, written by us, has replaced one that
 * somebody else had saved after we had read it. Whoever writes looks at that right away; this is
 * for a process that died in between, of which only the journal of the issue is left.
 */
final class Replaced {
  /** One change of the description. */
  private record Change(Account by, Issue.Edit edit) {}

  private Replaced() {}

  /**
   * The description that was replaced, which is to be built on instead of the present one.
   *
   * @param key of the block that is ours
   * @param self who we are; asked only when the journal looks as if something was lost
   * @return empty when nothing was lost, or somebody has written since
   */
  static Optional<String> in(Issue issue, String key, Supplier<Account> self) {
    List<Change> changes =
        issue.notes().stream()
            .flatMap(note -> note.edits().stream().map(edit -> new Change(note.author(), edit)))
            .filter(change -> change.edit().ofDescription())
            .toList();
    if (changes.size() < 2) {
      return Optional.empty();
    }
    Change newest = changes.get(changes.size() - 1);
    Change before = changes.get(changes.size() - 2);
    boolean suspicious =
        newest.by().id() != before.by().id()
            && Lines.same(issue.description(), newest.edit().after())
            && changesMoreThanTheBlock(newest.edit(), key);
    return suspicious && newest.by().id() == self.get().id()
        ? Optional.of(newest.edit().before())
        : Optional.empty();
  }

  private static boolean changesMoreThanTheBlock(Issue.Edit edit, String key) {
    try {
      return !around(edit.before(), key).equals(around(edit.after(), key));
    } catch (Block.Broken e) {
      return false; // a person has to put the marker lines right, and is told so elsewhere
    }
  }

  /** What people wrote; blank lines next to the block come with it. */
  private static List<String> around(String description, String key) throws Block.Broken {
    Block block = Block.find(description, key);
    return List.of(Lines.unix(block.before()).strip(), Lines.unix(block.after()).strip());
  }
}
