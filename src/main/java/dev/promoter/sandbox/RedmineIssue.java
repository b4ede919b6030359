package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One issue and its journal. */
final class RedmineIssue {
  private final long id;
  private final RedmineUser author;
  private final JsonNode tracker;
  private final Instant created;
  private final List<Entry> journal = new ArrayList<>();
  private final Map<Long, List<String>> values = new HashMap<>();
  private String subject;
  private String description;
  private Instant updated;
  private Optional<Instant> closed = Optional.empty();
  private Optional<Instant> begun = Optional.empty();
  private int status = 1;
  private int done;
  private int version = 1;

  /** One entry of the journal. */
  record Entry(
      long id, RedmineUser user, String text, Instant at, boolean secret, ArrayNode details) {}

  RedmineIssue(
      long id,
      RedmineUser author,
      JsonNode tracker,
      String subject,
      String description,
      Instant created) {
    this.id = id;
    this.author = author;
    this.tracker = tracker;
    this.subject = subject;
    this.description = network(description);
    this.created = created;
    this.updated = created;
  }

  /** Fields that are not given at the beginning are null and not empty. */
  void begin(JsonNode fields, RedmineSite site, Instant at) {
    begun = Optional.of(at);
    for (JsonNode field : fields) {
      site.field(field.path("id").asLong())
          .ifPresent(known -> values.put(known.id(), values(field.path("value"))));
    }
  }

  /**
   * Takes over what it knows of a change.
   *
   * @return whether there was anything to write into the journal
   */
  boolean apply(JsonNode wanted, RedmineSite site, RedmineUser user, long note, Instant at) {
    ArrayNode details = RedmineServer.MAPPER.createArrayNode();
    if (wanted.has("status_id") && site.knowsStatus(wanted.path("status_id").asInt())) {
      int next = wanted.path("status_id").asInt();
      edit(details, "status_id", String.valueOf(status), String.valueOf(next));
      status = next;
      closed = site.open(this) ? Optional.empty() : Optional.of(at);
    }
    if (wanted.has("description")) {
      String next = network(wanted.path("description").asText());
      edit(details, "description", description, next);
      description = next;
    }
    if (wanted.has("subject")) {
      edit(details, "subject", subject, wanted.path("subject").asText());
      subject = wanted.path("subject").asText();
    }
    if (wanted.has("done_ratio")) {
      int next = wanted.path("done_ratio").asInt();
      edit(details, "done_ratio", String.valueOf(done), String.valueOf(next));
      done = next;
    }
    wanted.path("custom_fields").forEach(field -> set(field, site, details));
    String text = wanted.path("notes").asText("");
    if (text.isEmpty() && details.isEmpty()) {
      return false;
    }
    journal.add(new Entry(note, user, text, at, wanted.path("private_notes").asBoolean(), details));
    updated = at;
    version++;
    return true;
  }

  /** What stands in a custom field; nothing when nobody ever set it. */
  List<String> values(long field) {
    return List.copyOf(values.getOrDefault(field, List.of()));
  }

  private void set(JsonNode given, RedmineSite site, ArrayNode details) {
    Optional<RedmineField> field = site.field(given.path("id").asLong());
    if (field.isEmpty()) {
      return;
    }
    List<String> before = values.getOrDefault(field.get().id(), List.of());
    List<String> after = values(given.path("value"));
    values.put(field.get().id(), after);
    String name = String.valueOf(field.get().id());
    if (field.get().multiple()) {
      after.stream()
          .filter(value -> !before.contains(value))
          .forEach(
              value -> detail(details, "cf", name).putNull("old_value").put("new_value", value));
    } else if (!before.equals(after)) {
      detail(details, "cf", name)
          .put("old_value", String.join("", before))
          .put("new_value", String.join("", after));
    }
  }

  private static void edit(ArrayNode details, String name, String before, String after) {
    if (!before.equals(after)) {
      detail(details, "attr", name).put("old_value", before).put("new_value", after);
    }
  }

  private static ObjectNode detail(ArrayNode details, String property, String name) {
    return details.addObject().put("property", property).put("name", name);
  }

  static List<String> values(JsonNode value) {
    List<String> all = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> all.add(one.asText()));
    } else {
      all.add(value.asText());
    }
    all.removeIf(String::isEmpty);
    return all;
  }

  private static String network(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n");
  }

  long id() {
    return id;
  }

  int status() {
    return status;
  }

  int version() {
    return version;
  }

  String description() {
    return description;
  }

  List<Entry> journal() {
    return journal;
  }

  List<String> notes() {
    return journal.stream().map(Entry::text).filter(text -> !text.isEmpty()).toList();
  }

  List<String> descriptions(String login) {
    return journal.stream()
        .filter(entry -> entry.user().login().equals(login))
        .flatMap(entry -> StreamSupport.stream(entry.details().spliterator(), false))
        .filter(detail -> detail.path("name").asText().equals("description"))
        .map(detail -> detail.path("new_value").asText())
        .toList();
  }

  /** The part that no parameter changes. */
  ObjectNode json(RedmineSite site) {
    ObjectNode json = RedmineServer.MAPPER.createObjectNode().put("id", id);
    json.set("project", site.project());
    json.set("tracker", RedmineSite.brief(tracker));
    json.set("status", site.status(status));
    json.putObject("priority").put("id", 2).put("name", "Normal");
    json.set("author", author.brief());
    json.put("subject", subject).put("description", description);
    json.put("start_date", begun.map(at -> at.toString().substring(0, 10)).orElse(null));
    json.putNull("due_date").put("done_ratio", done).put("is_private", false);
    json.putNull("estimated_hours").putNull("total_estimated_hours");
    ArrayNode fields = json.putArray("custom_fields");
    site.fields().forEach(field -> add(field, fields));
    json.put("created_on", created.toString()).put("updated_on", updated.toString());
    return json.put("closed_on", closed.map(Instant::toString).orElse(null));
  }

  private void add(RedmineField field, ArrayNode fields) {
    ObjectNode json = fields.addObject().put("id", field.id()).put("name", field.name());
    List<String> given = values.getOrDefault(field.id(), List.of());
    if (field.multiple()) {
      ArrayNode list = json.put("multiple", true).putArray("value");
      given.forEach(list::add);
    } else if (begun.isPresent() && !values.containsKey(field.id())) {
      json.putNull("value");
    } else {
      json.put("value", String.join("", given));
    }
  }
}
