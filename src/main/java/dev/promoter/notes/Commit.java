package dev.promoter.notes;

import java.util.List;

/**
 * A commit of the history.
 *
 * @param sha1 its name
 * @param parents their names; two or more for a merge
 * @param author who wrote it
 * @param message the whole message
 */
public record Commit(String sha1, List<String> parents, String author, String message) {
  public Commit {
    parents = List.copyOf(parents);
  }

  String title() {
    return message.lines().findFirst().orElse("").strip();
  }
}
