package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Somebody with a key.
 *
 * @param mayEdit whether the role allows to change issues and add notes
 * @param seesPrivate whether the role shows private notes
 */
public record RedmineUser(
    long id,
    String login,
    String firstName,
    String lastName,
    String key,
    boolean mayEdit,
    boolean seesPrivate,
    Instant since) {
  /** As lists of issues show a person. */
  ObjectNode brief() {
    return RedmineServer.MAPPER
        .createObjectNode()
        .put("id", id)
        .put("name", firstName + " " + lastName);
  }

  ObjectNode json() {
    return RedmineServer.MAPPER
        .createObjectNode()
        .put("id", id)
        .put("login", login)
        .put("admin", false)
        .put("firstname", firstName)
        .put("lastname", lastName)
        .put("created_on", since.toString())
        .put("updated_on", since.toString())
        .putNull("last_login_on")
        .put("passwd_changed_on", since.toString())
        .putNull("twofa_scheme")
        .put("api_key", key);
  }
}
