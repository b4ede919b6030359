package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    description = {
      "Makes, lists and takes away tokens for the web server.",
      "A new token is printed once: only its hash is kept, in the file that [web] tokens names. A"
          + " running daemon takes the change over at once. What is done with a token is in the"
          + " history under its name."
    },
    footer = {
      "  promoter token add ann --role operator",
      "  promoter token list",
      "  promoter token remove ann"
    },
    exitCodeList = {
      "0:the file is as it was ordered to be",
      "1:the file cannot be used; standard error says why",
      "2:the command line is wrong; nothing was done"
    })
final class TokenCommand implements Callable<Integer> {
  /** What is done with tokens. */
  enum Deed {
    ADD,
    REMOVE,
    LIST
  }

  /** What a token can allow. */
  enum Role {
    VIEWER,
    OPERATOR,
    ADMIN
  }

  @Parameters(index = "0", paramLabel = "DEED", description = "add, remove or list.")
  private Deed deed = Deed.LIST;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Whose token it is: a person or a program.")
  private @Nullable String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "What a new token allows: viewer (look), operator (waive, hold, approve, begin rounds) or"
              + " admin (also force-promote, rollback, reload).")
  private @Nullable Role role;

  private final Session session;

  TokenCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::work);
  }

  private int work(Operations operations) {
    switch (deed) {
      case ADD -> add(operations);
      case REMOVE -> {
        operations.removeToken(named());
        session.say("The token of " + named() + " is no longer in force.");
      }
      case LIST -> operations.tokens().forEach(session::say);
    }
    return Exit.OK;
  }

  private void add(Operations operations) {
    Role wanted = role;
    if (wanted == null) {
      throw OperationException.usage("--role says what the token allows: viewer, operator, admin.");
    }
    session.say(operations.addToken(named(), wanted.name().toLowerCase(Locale.ROOT)));
  }

  private String named() {
    String given = name;
    if (given == null) {
      throw OperationException.usage("The NAME is missing: whose token is it?");
    }
    return given;
  }
}
