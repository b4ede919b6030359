package dev.promoter;

import dev.promoter.cli.PromoterCommand;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** The entry point of the command {@code promoter}. */
public final class Promoter {
  private Promoter() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    // It takes as long to be ready as the command line takes to be read: both at a time.
    CompletableFuture<ILoggerFactory> logging =
        CompletableFuture.supplyAsync(LoggerFactory::getILoggerFactory);
    System.exit(run(args, Outside.ofProcess(), System.err, logging::join));
  }

  /** Runs one command; also for tests, which give their own surroundings. */
  static int run(String[] args, Outside outside) {
    return run(args, outside, System.err);
  }

  /** Runs one command that complains to a stream other than that of the process. */
  static int run(String[] args, Outside outside, PrintStream err) {
    return run(args, outside, err, LoggerFactory::getILoggerFactory);
  }

  /**
   * @param ready waits until the logging library is ready: while one thread starts it, others get a
   *     makeshift that cannot be given log files, and the rules are read in a thread of their own
   */
  private static int run(String[] args, Outside outside, PrintStream err, Runnable ready) {
    Map<String, String> environment = outside.environment();
    return PromoterCommand.run(
        args,
        options -> {
          ready.run();
          return new Program(options, Installation.find(), outside);
        },
        new DaemonReach(Installation.find(), outside, err),
        outside.out(),
        err,
        environment);
  }
}
