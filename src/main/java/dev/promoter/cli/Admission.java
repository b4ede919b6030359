package dev.promoter.cli;

import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Lets through what somebody elsewhere may have the daemon do, and nothing else. */
final class Admission implements IExecutionStrategy {
  private final Elsewhere person;

  Admission(Elsewhere person) {
    this.person = person;
  }

  @Override
  public int execute(ParseResult parsed) {
    CommandLine command = Dispatcher.asked(parsed);
    ByDaemon how = command.getCommand().getClass().getAnnotation(ByDaemon.class);
    if (how == null) {
      throw refused(command, "the daemon does not carry out this command; use --direct");
    }
    if (how.admin() && !person.admin()) {
      throw refused(
          command,
          "the token '%s' has the role %s; this needs the role admin"
              .formatted(person.owner(), person.role()));
    }
    return new RunLast().execute(parsed);
  }

  private static ExecutionException refused(CommandLine command, String sentence) {
    return new ExecutionException(command, sentence, OperationException.failure(sentence));
  }
}
