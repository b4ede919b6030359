package dev.promoter.remote.redmine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Something that should stand in an issue. Wanting it twice is wanting it once. */
public sealed interface Entry {
  /** What it is, for messages. */
  String title();

  /**
   * How an issue stands to it.
   *
   * @param statuses all statuses of the server, asked for only when the issue does not say which it
   *     may go to
   */
  Standing standing(Issue issue, Supplier<List<Status>> statuses);

  /** What has to be done to an issue. */
  sealed interface Standing {
    /** Nothing: it is so. */
    record Met() implements Standing {}

    /** Nothing may be done, because something else is true than was thought. */
    record Overtaken(String sentence) implements Standing {}

    /** Nothing can be done until a person acts. */
    record Impossible(String sentence) implements Standing {}

    /** These attributes have to be changed. */
    record Wanting(ObjectNode attributes) implements Standing {}
  }

  /**
   * One block of the description, kept up to date in place.
   *
   * @param stamp what it is about
   * @param content the text in the server's formatting
   */
  record Description(Stamp stamp, String content) implements Entry {
    @Override
    public String title() {
      return "the block '" + stamp.key() + "' of the description";
    }

    @Override
    public Standing standing(Issue issue, Supplier<List<Status>> statuses) {
      Block block;
      try {
        block = Block.find(issue.description(), stamp.key());
      } catch (Block.Broken broken) {
        return new Standing.Impossible(sentence(broken));
      }
      if (block.holds(stamp, content)) {
        return new Standing.Met();
      }
      if (block.asOf().filter(at -> at.isAfter(stamp.asOf())).isPresent()) {
        return new Standing.Overtaken(
            "a newer block stands there, of %s; this one is of %s"
                .formatted(block.asOf().orElseThrow(), stamp.asOf()));
      }
      return new Standing.Wanting(
          Json.MAPPER.createObjectNode().put("description", block.with(stamp, content)));
    }

    private static String sentence(Block.Broken broken) {
      String message = broken.getMessage();
      return message == null ? "the marker lines are broken" : message;
    }
  }

  /**
   * A note. Posted unless the newest note of the same key says the same.
   *
   * @param stamp what it is about
   * @param content the text in the server's formatting; not blank, the server drops such notes
   */
  record Comment(Stamp stamp, String content) implements Entry {
    private static final String MARKER = "<!-- promoter:note ";

    public Comment {
      if (content.isBlank()) {
        throw new IllegalArgumentException("the server drops an empty note");
      }
    }

    @Override
    public String title() {
      return "the note '" + stamp.key() + "'";
    }

    @Override
    public Standing standing(Issue issue, Supplier<List<Status>> statuses) {
      String newest = "";
      Pattern marker = Pattern.compile("^" + Pattern.quote(MARKER + stamp.key()) + " .*-->$");
      for (Issue.Note note : issue.notes()) {
        newest =
            Lines.unix(note.text())
                .lines()
                .map(String::strip)
                .filter(line -> marker.matcher(line).matches())
                .reduce((earlier, later) -> later)
                .orElse(newest);
      }
      return newest.equals(marker())
          ? new Standing.Met()
          : new Standing.Wanting(Json.MAPPER.createObjectNode().put("notes", text()));
    }

    private String text() {
      return content.strip() + "\n\n" + marker() + "\n";
    }

    private String marker() {
      return "%s%s %s %s %s -->"
          .formatted(MARKER, stamp.key(), stamp.version(), stamp.sha1(), stamp.hash(content));
    }
  }

  /**
   * Status and custom fields.
   *
   * @param status name or number; empty to leave it
   * @param values by name or number of the field; several for a field that takes several
   */
  record Fields(Optional<String> status, Map<String, List<String>> values) implements Entry {
    public Fields {
      TreeMap<String, List<String>> copy = new TreeMap<>();
      values.forEach((field, texts) -> copy.put(field, List.copyOf(texts)));
      values = Collections.unmodifiableMap(copy);
    }

    @Override
    public String title() {
      List<String> parts = new ArrayList<>(values.keySet());
      status.ifPresent(name -> parts.add(0, "status " + name));
      return "the fields " + String.join(", ", parts);
    }

    @Override
    public Standing standing(Issue issue, Supplier<List<Status>> statuses) {
      ObjectNode change = Json.MAPPER.createObjectNode();
      if (status.isPresent() && !issue.status().answersTo(status.get())) {
        List<Status> allowed = issue.allowed().orElseGet(statuses);
        Optional<Status> wanted =
            allowed.stream().filter(one -> one.answersTo(status.get())).findFirst();
        if (wanted.isEmpty()) {
          return new Standing.Impossible(
              "the issue cannot go from '%s' to '%s'; the workflow of its tracker allows the user of the key %s"
                  .formatted(issue.status().name(), status.get(), names(allowed)));
        }
        change.put("status_id", wanted.get().id());
      }
      ArrayNode fields = Json.MAPPER.createArrayNode();
      for (Map.Entry<String, List<String>> value : values.entrySet()) {
        Optional<Issue.Field> field =
            issue.fields().stream().filter(one -> one.answersTo(value.getKey())).findFirst();
        if (field.isEmpty()) {
          return new Standing.Impossible(
              "the issue has no custom field '%s'; it has %s"
                  .formatted(
                      value.getKey(), issue.fields().stream().map(Issue.Field::name).toList()));
        }
        if (!field.get().multiple() && value.getValue().size() > 1) {
          return new Standing.Impossible(
              "the custom field '%s' holds one value and not %d: %s"
                  .formatted(
                      field.get().name(),
                      value.getValue().size(),
                      String.join(" | ", value.getValue())));
        }
        if (!equal(field.get(), value.getValue())) {
          fields.add(written(field.get(), value.getValue()));
        }
      }
      if (!fields.isEmpty()) {
        change.set("custom_fields", fields);
      }
      return change.isEmpty() ? new Standing.Met() : new Standing.Wanting(change);
    }

    private static List<String> names(List<Status> statuses) {
      return statuses.stream().map(Status::name).toList();
    }

    private static boolean equal(Issue.Field field, List<String> wanted) {
      return new HashSet<>(field.values()).equals(new HashSet<>(wanted));
    }

    private static ObjectNode written(Issue.Field field, List<String> wanted) {
      ObjectNode node = Json.MAPPER.createObjectNode().put("id", field.id());
      if (field.multiple()) {
        wanted.forEach(node.putArray("value")::add);
      } else {
        node.put("value", wanted.isEmpty() ? "" : wanted.get(0));
      }
      return node;
    }
  }
}
