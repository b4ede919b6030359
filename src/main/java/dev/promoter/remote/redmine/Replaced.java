package dev.promoter.remote.redmine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds out whether the newest description of an issue, written by us, has replaced one that
 * somebody else had saved after we had read it. Whoever writes looks at that right away; this is
 * for a process that died in between, of which only the journal of the issue is left.
 */
final class Replaced {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- promoter:begin (\\S+) [^\n]*?-->.*?<!-- promoter:end \\1(?: [^\n]*?)?-->",
          Pattern.DOTALL);

  /** One change of the description. */
  private record Change(Account by, Issue.Edit edit) {}

  private Replaced() {}

  /**
   * The description that was replaced, which is to be built on instead of the present one.
   *
   * @param self who we are; asked only when the journal looks as if something was lost
   * @return empty when nothing was lost, or somebody has written since
   */
  static Optional<String> in(Issue issue, Supplier<Account> self) {
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
            && changesMoreThanBlocks(newest.edit());
    return suspicious && newest.by().id() == self.get().id()
        ? Optional.of(newest.edit().before())
        : Optional.empty();
  }

  private static boolean changesMoreThanBlocks(Issue.Edit edit) {
    return !peopleWrote(edit.before()).equals(peopleWrote(edit.after()));
  }

  /**
   * What people wrote; blank lines next to a block come with it. All blocks count as ours: the
   * draft of the notes and other releases have their own in the same issue.
   */
  private static List<String> peopleWrote(String description) {
    return BLOCK
        .splitAsStream(Lines.unix(description))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
