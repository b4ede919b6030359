package dev.promoter.remote.redmine;

/**
 * A person, or a program, that the server knows.
 *
 * @param id its number
 * @param name as shown to people
 */
public record Account(long id, String name) {
  static Account of(Json user) {
    String name = user.text("name");
    String parts = (user.text("firstname") + " " + user.text("lastname")).strip();
    return new Account(user.number("id"), name.isEmpty() ? parts : name);
  }
}
