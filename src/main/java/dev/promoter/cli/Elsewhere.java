package dev.promoter.cli;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;

/**
 * Somebody who typed a command on another machine, or beside the daemon on this one.
 *
 * @param owner whose token was shown
 * @param role its role
 * @param admin whether that role is the highest: it may order anything, so it may say for whom
 * @param user who typed the command, as that machine says
 * @param from the address it came from
 */
public record Elsewhere(String owner, String role, boolean admin, String user, String from) {
  /**
   * The caller of a command.
   *
   * @param name as typed; empty when nobody was named
   * @throws OperationException when the name is not that of the token, and the token does not stand
   *     for others
   */
  Caller caller(String name) {
    if (!admin && !name.isEmpty() && !name.equals(owner)) {
      throw OperationException.failure(
          ("the token '%s' has the role %s and speaks for nobody but '%1$s', so --by '%s' is"
                  + " refused; use a token of that person, or one of role admin")
              .formatted(owner, role, name));
    }
    String unnamed = admin ? user.split("@", 2)[0] : owner;
    return new Caller(
        name.isEmpty() ? unnamed : name,
        role,
        "%s by the token %s from %s".formatted(user, owner, from),
        Channel.COMMAND_LINE);
  }
}
