package dev.promoter.remote.redmine;

/**
 * What tells whether an issue is a backport that belongs to another one.
 *
 * @param tracker the name of its tracker, for example {@code Backport}
 * @param copied whether another issue was copied to it
 */
public record Relations(String tracker, boolean copied) {
  static Relations of(Json issue) {
    long id = issue.number("id");
    boolean copied =
        issue.children("relations").stream()
            .anyMatch(
                relation ->
                    relation.text("relation_type").equals("copied_to")
                        && relation.number("issue_to_id") == id);
    return new Relations(issue.child("tracker").text("name"), copied);
  }
}
