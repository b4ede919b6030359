package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.config.Configuration;
import dev.promoter.web.Role;
import dev.promoter.web.TokenFile;
import java.util.List;
import java.util.function.Function;

/**
 * Makes and takes away tokens. Opens no store: a token must be had also while that is in trouble.
 *
 * @param opening reads the configuration
 */
record TokenCommands(Opening opening) {
  /** A new token; it is kept nowhere else. */
  String add(String name, String role) {
    return with(file -> file.add(name, Role.ofToken(role).orElseThrow()));
  }

  void remove(String name) {
    with(
        file -> {
          file.remove(name);
          return name;
        });
  }

  /** A line for each. */
  List<String> list() {
    return with(TokenFile::read).stream()
        .map(entry -> entry.name() + " (" + entry.role().word() + ")")
        .toList();
  }

  private <T> T with(Function<TokenFile, T> work) {
    Configuration configuration = opening.configuration(true);
    if (!configuration.daemonSound()) {
      throw OperationException.failure(
          Program.lines(configuration.daemonProblems()).orElse("promoter.ini is refused"));
    }
    try {
      return work.apply(new TokenFile(configuration.daemon().web().tokens()));
    } catch (TokenFile.Unusable e) {
      throw OperationException.failure(String.valueOf(e.getMessage()));
    }
  }
}
