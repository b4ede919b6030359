package dev.promoter;

import dev.promoter.engine.Judge;
import dev.promoter.metrics.Meters;
import dev.promoter.remote.http.Watcher;
import java.util.function.UnaryOperator;

/**
 * Who looks on while a process works.
 *
 * @param judge put around the rules
 * @param requests told of every request to an outside system
 */
record Observers(UnaryOperator<Judge> judge, Watcher requests) {
  /** A command has nobody who looks on. */
  static final Observers NONE = new Observers(UnaryOperator.identity(), Watcher.NOBODY);

  static Observers of(Meters meters) {
    return new Observers(meters::timed, meters::sent);
  }
}
