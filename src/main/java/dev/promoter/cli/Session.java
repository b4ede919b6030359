package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.cli.Globals.LogUse;
import dev.promoter.documents.Documents;
import dev.promoter.domain.Caller;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.RemoteException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.LoggerFactory;

/** What one run of the command line works with: the program behind it and the two streams. */
final class Session {
  private final OperationsFactory factory;
  private final PrintStream out;
  private final Map<String, String> environment;
  private final Globals globals;
  private final Function<String, Caller> callers;

  Session(
      OperationsFactory factory,
      PrintStream out,
      Map<String, String> environment,
      Globals globals) {
    this(factory, out, environment, globals, name -> Here.caller(name, environment));
  }

  /**
   * The same for somebody elsewhere.
   *
   * @param callers says who takes the responsibility, by the name that was typed
   */
  Session(
      OperationsFactory factory,
      PrintStream out,
      Map<String, String> environment,
      Globals globals,
      Function<String, Caller> callers) {
    this.callers = callers;
    this.factory = factory;
    this.out = out;
    this.environment = Map.copyOf(environment);
    this.globals = globals;
  }

  /** Opens the program, does the work, and closes it again whatever happens. */
  int open(LogUse use, ToIntFunction<Operations> work) {
    try (Operations operations = factory.open(globals.with(use, environment))) {
      return logged(operations, work);
    }
  }

  /** An unknown fault is logged while the log files are still open. */
  private static int logged(Operations operations, ToIntFunction<Operations> work) {
    try {
      return work.applyAsInt(operations);
    } catch (OperationException | RemoteException expected) {
      throw expected;
    } catch (RuntimeException | Error fault) {
      // Only here: a help text need not wait until the logging library is ready.
      LoggerFactory.getLogger(Session.class)
          .error("The command failed for a reason the program does not know.", fault);
      throw fault;
    }
  }

  /**
   * Who runs this command line, or has it run.
   *
   * @param name as typed; empty for the user of the host
   */
  Caller caller(String name) {
    return callers.apply(name);
  }

  void say(String line) {
    out.println(Paint.printable(line));
  }

  /** Documents are UTF-8 whatever the terminal is set to: programs read them. */
  void document(Format format, JsonNode tree) {
    byte[] bytes = format.render(tree).getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  /** A table for programs: UTF-8 like documents. */
  void table(List<String> lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  PrintStream out() {
    return out;
  }

  /**
   * Shows one report as the person asked for it.
   *
   * @return the exit code it stands for
   */
  int show(ReleaseReport report, OutputOption output) {
    if (output.isText()) {
      report().full(report);
    } else {
      document(output.format(), Documents.rounds(List.of(report)));
    }
    return Exit.of(List.of(report));
  }

  /** A writer of reports for people on standard output. */
  TextReport report() {
    return TextReport.on(out, environment);
  }
}
