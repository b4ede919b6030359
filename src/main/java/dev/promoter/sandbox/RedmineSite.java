package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What all issues of a server share: project, statuses, trackers and custom fields. */
final class RedmineSite {
  private static final List<String> STATUSES =
      List.of("New", "In Progress", "Resolved", "Feedback", "Closed", "Rejected");
  private static final List<String> TRACKERS = List.of("Bug", "Feature", "Support", "Tasks");
  private static final List<String> TRACKER_FIELDS =
      List.of(
          "assigned_to_id",
          "category_id",
          "fixed_version_id",
          "parent_issue_id",
          "start_date",
          "due_date",
          "estimated_hours",
          "done_ratio",
          "description");
  private static final int FIRST_CLOSED = 5;

  private final String name;
  private final List<RedmineField> fields = new ArrayList<>();
  private final List<RedmineUser> watchers = new ArrayList<>();

  RedmineSite(String name) {
    this.name = name;
  }

  String identifier() {
    return name.toLowerCase(Locale.ROOT);
  }

  List<RedmineField> fields() {
    return fields;
  }

  /** Those who watch every issue. */
  List<RedmineUser> watchers() {
    return watchers;
  }

  Optional<RedmineField> field(long id) {
    return fields.stream().filter(field -> field.id() == id).findFirst();
  }

  ObjectNode project() {
    return RedmineServer.MAPPER.createObjectNode().put("id", 1).put("name", name);
  }

  boolean knowsStatus(int id) {
    return id >= 1 && id <= STATUSES.size();
  }

  boolean open(RedmineIssue issue) {
    return issue.status() < FIRST_CLOSED;
  }

  ObjectNode status(int id) {
    return RedmineServer.MAPPER
        .createObjectNode()
        .put("id", id)
        .put("name", STATUSES.get(id - 1))
        .put("is_closed", id >= FIRST_CLOSED);
  }

  ArrayNode statuses() {
    ArrayNode all = RedmineServer.MAPPER.createArrayNode();
    for (int id = 1; id <= STATUSES.size(); id++) {
      all.add(status(id));
    }
    return all;
  }

  ArrayNode trackers() {
    ArrayNode all = RedmineServer.MAPPER.createArrayNode();
    for (int id = 1; id <= TRACKERS.size(); id++) {
      all.add(tracker(id));
    }
    return all;
  }

  ObjectNode tracker(int id) {
    ObjectNode tracker =
        RedmineServer.MAPPER.createObjectNode().put("id", id).put("name", TRACKERS.get(id - 1));
    tracker.putObject("default_status").put("id", 1).put("name", "New");
    tracker.putNull("description");
    ArrayNode enabled = tracker.putArray("enabled_standard_fields");
    TRACKER_FIELDS.forEach(enabled::add);
    return tracker;
  }

  static ObjectNode brief(JsonNode named) {
    return RedmineServer.MAPPER
        .createObjectNode()
        .put("id", named.path("id").asInt())
        .put("name", named.path("name").asText());
  }

  String list(String title, ArrayNode items) {
    return RedmineServer.MAPPER.createObjectNode().set(title, items).toString();
  }

  /** An issue as one user sees it. */
  ObjectNode issue(RedmineIssue issue, List<String> include, Optional<RedmineUser> reader) {
    ObjectNode json = issue.json(this);
    if (include.contains("attachments")) {
      json.putArray("attachments");
    }
    if (include.contains("journals")) {
      ArrayNode journals = json.putArray("journals");
      boolean all = reader.filter(RedmineUser::seesPrivate).isPresent();
      issue.journal().stream()
          .filter(entry -> all || !entry.secret())
          .forEach(entry -> journals.add(journal(entry)));
    }
    if (include.contains("watchers")) {
      ArrayNode list = json.putArray("watchers");
      watchers.forEach(watcher -> list.add(watcher.brief()));
    }
    if (include.contains("allowed_statuses")) {
      json.set("allowed_statuses", statuses());
    }
    return json;
  }

  private static ObjectNode journal(RedmineIssue.Entry entry) {
    ObjectNode json = RedmineServer.MAPPER.createObjectNode().put("id", entry.id());
    json.set("user", entry.user().brief());
    json.put("notes", entry.text())
        .put("created_on", entry.at().toString())
        .put("private_notes", entry.secret());
    json.set("details", entry.details());
    return json;
  }
}
