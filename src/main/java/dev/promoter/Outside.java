package dev.promoter;

import dev.promoter.engine.Journal;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a process is given by its surroundings. Tests give their own.
 *
 * @param environment the environment variables
 * @param clock the time
 * @param out standard output
 * @param journal put around the journal of the store; leaves it as it is outside of tests
 */
record Outside(
    Map<String, String> environment,
    InstantSource clock,
    PrintStream out,
    UnaryOperator<Journal> journal) {
  static Outside ofProcess() {
    return new Outside(
        System.getenv(), InstantSource.system(), System.out, UnaryOperator.identity());
  }
}
