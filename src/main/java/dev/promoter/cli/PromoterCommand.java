package dev.promoter.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code promoter}: reads the command line and ends with an exit code. */
@Command(
    name = "promoter",
    description =
        "Moves a build forward only after its tests say so: watches candidates, judges them by"
            + " rules, promotes those that pass, and explains every decision.",
    footer = {
      "  promoter sandbox           try it, without touching anything outside this machine",
      "  promoter help once         all about one command"
    },
    exitCodeList = {
      "0:every release finished its round: promoted, refused or not",
      "1:configuration, an outside system or an effect failed for at least one release",
      "2:the command line is wrong; nothing was done"
    })
public final class PromoterCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // given by the parser before the command runs
  private CommandSpec spec;

  private PromoterCommand() {}

  /**
   * Runs one command line. Never throws and never ends the process.
   *
   * @param args as given by the operating system
   * @param factory opens the program, for the commands that need it
   * @param out takes what was asked for: reports and documents; colours only if it is {@link
   *     System#out} and a terminal
   * @param err takes complaints
   * @param environment the environment variables
   * @return the exit code: 0 when every release finished its round, 1 when something failed in at
   *     least one, 2 when the command line is at fault
   */
  public static int run(
      String[] args,
      OperationsFactory factory,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment) {
    return run(args, factory, DaemonLine.NONE, out, err, environment);
  }

  /**
   * The same where a daemon may be at work.
   *
   * @param daemon the way to it
   */
  public static int run(
      String[] args,
      OperationsFactory factory,
      DaemonLine daemon,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment) {
    Globals globals = new Globals();
    Session session = new Session(factory, out, environment, globals);
    CommandLine line = tree(session, globals, meant(List.of(args)));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Paint.ansi(out, environment)));
    line.setExecutionStrategy(new Dispatcher(daemon, args, globals, out, err, environment));
    return executed(line, args, out, err, globals);
  }

  /**
   * Carries out, within the daemon, a command line that was typed elsewhere, as far as that person
   * may. Never throws.
   *
   * @param factory lends what the daemon has open
   * @return the exit code
   */
  public static int runFor(
      Elsewhere person, List<String> args, OperationsFactory factory, Sheet out, Sheet err) {
    Globals globals = new Globals();
    Session session = new Session(factory, out, Map.of(), globals, person::caller);
    CommandLine line = tree(session, globals, meant(args));
    line.setExecutionStrategy(new Admission(person));
    return executed(line, args.toArray(String[]::new), out, err, globals);
  }

  private static int executed(
      CommandLine line, String[] args, PrintStream out, PrintStream err, Globals globals) {
    Faults faults = new Faults(err, globals);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(faults);
    line.setExecutionExceptionHandler(faults);
    try {
      return line.execute(args);
    } catch (Error e) {
      return faults.unexpected(e);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** All commands. */
  static CommandLine tree(Session session, Globals globals) {
    return tree(session, globals, Catalogue.NAMES);
  }

  /** What the command line is about: the command it begins with, or else all of them. */
  private static List<String> meant(List<String> args) {
    return args.stream()
        .findFirst()
        .filter(Catalogue::knowsAlone)
        .map(List::of)
        .orElse(Catalogue.NAMES);
  }

  private static CommandLine tree(Session session, Globals globals, List<String> commands) {
    CommandLine line = new CommandLine(new PromoterCommand());
    line.addMixin("globals", globals);
    commands.forEach(name -> line.addSubcommand(Catalogue.command(name, session)));
    line.setExpandAtFiles(false); // a reason may begin with @
    line.setCaseInsensitiveEnumValuesAllowed(true);
    HelpStyle.apply(line);
    return line;
  }

  /** Without a command there is nothing to do but to say what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.USAGE;
  }
}
