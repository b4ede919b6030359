package dev.promoter.remote.redmine;

/**
 * A status of issues.
 *
 * @param id its number
 * @param name as shown to people
 * @param closed whether an issue in it is closed
 */
public record Status(long id, String name, boolean closed) {
  static Status of(Json status) {
    return new Status(status.number("id"), status.text("name"), status.flag("is_closed"));
  }

  /** Whether a person means it by this name or number. */
  boolean answersTo(String given) {
    return name.equalsIgnoreCase(given) || String.valueOf(id).equals(given);
  }
}
