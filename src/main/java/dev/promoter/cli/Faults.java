package dev.promoter.cli;

import dev.promoter.domain.Nearest;
import dev.promoter.engine.RemoteException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into a sentence on standard error and an exit code. */
final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final PrintStream err;
  private final Globals globals;

  Faults(PrintStream err, Globals globals) {
    this.err = err;
    this.globals = globals;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    String command = fault.getCommandLine().getCommandSpec().qualifiedName();
    say(command + ": " + reason(fault));
    suggestions(fault).forEach(this::say);
    say("Try: " + command + " --help");
    return Exit.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception fault, CommandLine command, ParseResult parseResult) {
    if (fault instanceof OperationException refusal) {
      say(command.getCommandSpec().qualifiedName() + ": " + refusal.getMessage());
      return refusal.kind() == OperationException.Kind.USAGE ? Exit.USAGE : Exit.FAILED;
    }
    if (fault instanceof RemoteException remote) {
      say(command.getCommandSpec().qualifiedName() + ": " + remote.sentence());
      return Exit.FAILED;
    }
    return unexpected(fault);
  }

  /** A fault of the program itself: a sentence, and the trace only if it is asked for. */
  int unexpected(Throwable fault) {
    say("promoter: an unexpected fault of the program itself: " + fault);
    if (globals.wantsTraces()) {
      fault.printStackTrace(err);
    } else {
      say("With --log-level DEBUG it says where; so does promoter.log. Please report it.");
    }
    return Exit.FAILED;
  }

  private static String reason(ParameterException fault) {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      List<String> words = unmatched.getUnmatched();
      String first = words.isEmpty() ? "" : words.get(0);
      if (unmatched.isUnknownOption()) {
        return "there is no option '" + first + "'";
      }
      boolean top = fault.getCommandLine().getParent() == null;
      return top ? "there is no command '" + first + "'" : "'" + first + "' is one word too many";
    }
    return String.valueOf(fault.getMessage());
  }

  private static List<String> suggestions(ParameterException fault) {
    Set<String> commands = fault.getCommandLine().getSubcommands().keySet();
    if (fault instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !unmatched.getUnmatched().isEmpty()
        && !commands.isEmpty()) {
      return Nearest.to(unmatched.getUnmatched().get(0), commands).stream()
          .map(command -> "Did you mean: promoter " + command + "?")
          .toList();
    }
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    UnmatchedArgumentException.printSuggestions(fault, writer);
    writer.flush();
    return text.toString().lines().toList();
  }

  private void say(String line) {
    err.println(Paint.printable(line));
  }
}
