package dev.promoter;

import dev.promoter.cli.PromoterCommand;
import java.io.PrintStream;
import java.util.Map;

/** The entry point of the command {@code promoter}. */
public final class Promoter {
  private Promoter() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, Outside.ofProcess()));
  }

  /** Runs one command; also for tests, which give their own surroundings. */
  static int run(String[] args, Outside outside) {
    return run(args, outside, System.err);
  }

  /** Runs one command that complains to a stream other than that of the process. */
  static int run(String[] args, Outside outside, PrintStream err) {
    Map<String, String> environment = outside.environment();
    return PromoterCommand.run(
        args,
        options -> new Program(options, Installation.find(), outside),
        outside.out(),
        err,
        environment);
  }
}
