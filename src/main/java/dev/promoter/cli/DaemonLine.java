package dev.promoter.cli;

import java.util.List;
import java.util.Optional;

/** The way from a command to the daemon. */
@FunctionalInterface
public interface DaemonLine {
  /** There is never a daemon. */
  DaemonLine NONE = errand -> Optional.empty();

  /**
   * Has the daemon carry out a command.
   *
   * @return what it printed; empty when the command is to work on the store
   * @throws OperationException when it should have gone to the daemon and could not
   */
  Optional<Reply> send(Errand errand);

  /**
   * What is to be carried out.
   *
   * @param options the options that every command has
   * @param arguments the command line without them
   * @param coloured whether its output goes to a terminal
   * @param looks whether it changes nothing
   * @param slow whether it may take long
   */
  record Errand(
      CommonOptions options,
      List<String> arguments,
      boolean coloured,
      boolean looks,
      boolean slow) {
    public Errand {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * What came of it.
   *
   * @param exit the exit code
   * @param output for standard output
   * @param errors for standard error
   */
  record Reply(int exit, String output, String errors) {}
}
