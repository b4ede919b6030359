package dev.promoter.domain;

/**
 * Who does something, and from where. On the command line the name is what was typed or the user of
 * the host; over the network it is the name of the token, never free text.
 *
 * @param name who takes the responsibility
 * @param role what the caller may do; empty where the host decides that
 * @param from user and host, or an address
 * @param channel the way here
 */
public record Caller(String name, String role, String from, Channel channel) {
  public Caller {
    Checks.notBlank(name, "name of the caller");
    Checks.notBlank(from, "place of the caller");
  }
}
