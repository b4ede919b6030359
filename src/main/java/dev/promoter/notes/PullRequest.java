package dev.promoter.notes;

import java.util.List;

/**
 * What is said about a pull request where it was discussed.
 *
 * @param number its number
 * @param title one line
 * @param body its text; may be empty
 * @param author who opened it
 * @param labels what it was marked with
 */
public record PullRequest(
    int number, String title, String body, String author, List<String> labels) {
  public PullRequest {
    labels = List.copyOf(labels);
  }
}
