package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Decides whether a command is carried out here or by the daemon; the same for every command. */
final class Dispatcher implements IExecutionStrategy {
  private static final Set<String> OWN_OPTIONS =
      Set.of("--config", "--state", "--rules", "--log-level");

  private final DaemonLine line;
  private final List<String> arguments;
  private final Globals globals;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  Dispatcher(
      DaemonLine line,
      String[] arguments,
      Globals globals,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment) {
    this.line = line;
    this.arguments = List.of(arguments);
    this.globals = globals;
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public int execute(ParseResult parsed) {
    return sent(parsed).map(this::shown).orElseGet(() -> new RunLast().execute(parsed));
  }

  private Optional<DaemonLine.Errand> errand(ParseResult parsed) {
    CommandLine command = asked(parsed);
    ByDaemon how = command.getCommand().getClass().getAnnotation(ByDaemon.class);
    if (how == null || globals.staysHere() || command.isUsageHelpRequested()) {
      return Optional.empty();
    }
    LogUse use = how.looks() ? LogUse.LOOK : LogUse.WORK;
    return Optional.of(
        new DaemonLine.Errand(
            globals.with(use, environment),
            without(arguments),
            Paint.ansi(out, environment).enabled(),
            how.looks(),
            how.slow()));
  }

  /** A fault on the way is told like one of the command. */
  private Optional<DaemonLine.Reply> sent(ParseResult parsed) {
    try {
      return errand(parsed).flatMap(line::send);
    } catch (OperationException e) {
      throw new ExecutionException(asked(parsed), String.valueOf(e.getMessage()), e);
    }
  }

  private int shown(DaemonLine.Reply reply) {
    write(out, reply.output());
    write(err, reply.errors());
    return reply.exit();
  }

  /** The command itself, below the program. */
  static CommandLine asked(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.commandSpec().commandLine();
  }

  /** What is about this machine is nothing to another one. */
  private static List<String> without(List<String> words) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (OWN_OPTIONS.contains(word)) {
        i++; // and its value
      } else if (!OWN_OPTIONS.contains(word.split("=", 2)[0])) {
        kept.add(word);
      }
    }
    return kept;
  }

  private static void write(PrintStream stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }
}
