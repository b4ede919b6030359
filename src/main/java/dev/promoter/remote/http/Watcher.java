package dev.promoter.remote.http;

import java.time.Duration;

/** Is told of every request that was sent, each repetition for itself; must not take long. */
@FunctionalInterface
public interface Watcher {
  /** Looks away. */
  Watcher NOBODY = (system, status, took) -> {};

  /**
   * A request was answered, or was not.
   *
   * @param system as the call names it, for example {@code DLRN}
   * @param status the HTTP status; 0 when no answer came
   * @param took from the request to the last byte of its answer, or to the fault
   */
  void sent(String system, int status, Duration took);
}
