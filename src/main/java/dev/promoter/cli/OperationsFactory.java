package dev.promoter.cli;

/** Opens the program for one command. The composition root implements it. */
@FunctionalInterface
public interface OperationsFactory {
  /**
   * Prepares what commands need: logging, and where it is needed the store. Problems of the
   * configuration must not make this fail: {@code check} and {@code status} have to show them.
   *
   * @throws OperationException when the state directory or the database cannot be used
   */
  Operations open(CommonOptions options);
}
