package dev.promoter.notes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A merged pull request as the history has it.
 *
 * @param number of the pull request
 * @param merge the commit that merged it
 * @param commits what it brought, oldest first
 */
public record Merge(int number, Commit merge, List<Commit> commits) {
  private static final Pattern TITLE =
      Pattern.compile("Merge (?:pull request|PR) #(\\d{1,9})\\b.*");

  public Merge {
    commits = List.copyOf(commits);
  }

  /**
   * The merged pull requests of a stretch of history, each once.
   *
   * @param history all its commits, newest first
   */
  public static List<Merge> of(List<Commit> history) {
    Map<String, Commit> known = new LinkedHashMap<>();
    history.forEach(commit -> known.put(commit.sha1(), commit));
    Map<Integer, Merge> merges = new LinkedHashMap<>();
    for (Commit commit : history) {
      Matcher title = TITLE.matcher(commit.title());
      if (commit.parents().size() > 1 && title.matches()) {
        int number = Integer.parseInt(title.group(1));
        merges.putIfAbsent(number, new Merge(number, commit, brought(commit, known)));
      }
    }
    return List.copyOf(merges.values());
  }

  /** What is reached from the merged side and was not there before. */
  private static List<Commit> brought(Commit merge, Map<String, Commit> known) {
    Set<String> before = reached(merge.parents().subList(0, 1), known, Set.of());
    Set<String> merged = reached(merge.parents().subList(1, merge.parents().size()), known, before);
    List<Commit> commits = new ArrayList<>();
    for (Commit commit : known.values()) {
      if (merged.contains(commit.sha1()) && commit.parents().size() < 2) {
        commits.add(commit);
      }
    }
    Collections.reverse(commits);
    return commits;
  }

  private static Set<String> reached(
      List<String> from, Map<String, Commit> known, Set<String> stop) {
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(from);
    while (!next.isEmpty()) {
      String sha1 = next.pop();
      Commit commit = known.get(sha1);
      if (commit != null && !stop.contains(sha1) && reached.add(sha1)) {
        next.addAll(commit.parents());
      }
    }
    return reached;
  }

  /** The title in the merge itself, where the server puts it below the first line; may be empty. */
  String titleInMerge() {
    return merge
        .message()
        .lines()
        .skip(1)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }
}
