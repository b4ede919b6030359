package dev.promoter.remote.redmine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An issue as it was read.
 *
 * @param id its number
 * @param projectId the number of its project
 * @param project the name of its project
 * @param status the present one
 * @param subject its subject
 * @param description with the line ends the server has, which are CR LF
 * @param fields its custom fields
 * @param notes oldest first, with the edits they came with
 * @param allowed the statuses it may go to; empty when the server does not say
 */
public record Issue(
    long id,
    long projectId,
    String project,
    Status status,
    String subject,
    String description,
    List<Field> fields,
    List<Note> notes,
    Optional<List<Status>> allowed) {
  public Issue {
    fields = List.copyOf(fields);
    notes = List.copyOf(notes);
    allowed = allowed.map(List::copyOf);
  }

  /**
   * A custom field.
   *
   * @param values none when it is empty
   */
  public record Field(long id, String name, boolean multiple, List<String> values) {
    public Field {
      values = List.copyOf(values);
    }

    private static Field of(Json field) {
      return new Field(
          field.number("id"), field.text("name"), field.flag("multiple"), field.values("value"));
    }

    boolean answersTo(String given) {
      return name.equalsIgnoreCase(given) || String.valueOf(id).equals(given);
    }
  }

  /**
   * An entry of the issue's journal.
   *
   * @param text empty when it is only an edit
   */
  public record Note(long id, Account author, String text, Instant at, List<Edit> edits) {
    public Note {
      edits = List.copyOf(edits);
    }

    private static Note of(Json note) {
      return new Note(
          note.number("id"),
          note.has("user") ? Account.of(note.child("user")) : new Account(0, ""),
          note.text("notes"),
          note.time("created_on"),
          note.children("details").stream().map(Edit::of).toList());
    }
  }

  /** One attribute that was changed. */
  public record Edit(String property, String name, String before, String after) {
    private static Edit of(Json detail) {
      return new Edit(
          detail.text("property"),
          detail.text("name"),
          detail.text("old_value"),
          detail.text("new_value"));
    }

    boolean ofDescription() {
      return property.equals("attr") && name.equals("description");
    }
  }

  static Issue of(Json issue) {
    Json project = issue.child("project");
    return new Issue(
        issue.number("id"),
        project.number("id"),
        project.text("name"),
        Status.of(issue.child("status")),
        issue.text("subject"),
        issue.text("description"),
        issue.children("custom_fields").stream().map(Field::of).toList(),
        issue.children("journals").stream().map(Note::of).toList(),
        issue.has("allowed_statuses")
            ? Optional.of(issue.children("allowed_statuses").stream().map(Status::of).toList())
            : Optional.empty());
  }

  /** Whether people mean its project by this name or number. */
  boolean belongsTo(String given) {
    return project.equalsIgnoreCase(given) || String.valueOf(projectId).equals(given);
  }

  /** The same issue with another description. */
  Issue describedAs(String text) {
    return new Issue(id, projectId, project, status, subject, text, fields, notes, allowed);
  }

  /** Number of the newest note; 0 without one. */
  long lastNote() {
    return notes.stream().mapToLong(Note::id).max().orElse(0);
  }
}
