package dev.promoter;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.RoundRunner;
import dev.promoter.engine.StopSignal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Begins rounds. One that is due while another one runs is left out; one that is asked for, because
 * something has happened since, follows it, here or on another node. Safe for threads.
 */
final class Wakes {
  private final Function<ReleaseName, Optional<Release>> releases;
  private final RoundRunner runner;
  private final BiFunction<Release, StopSignal, ReleaseReport> round;
  private final BiConsumer<ReleaseReport, Release> finished;
  private final Consumer<ReleaseName> elsewhere;
  private final Set<ReleaseName> again = ConcurrentHashMap.newKeySet();

  /**
   * @param releases those in force
   * @param finished told of every finished round, in the thread of the round
   * @param elsewhere has a round done that cannot begin here: another node may know the release, or
   *     works on it just now
   */
  Wakes(
      Function<ReleaseName, Optional<Release>> releases,
      RoundRunner runner,
      BiFunction<Release, StopSignal, ReleaseReport> round,
      BiConsumer<ReleaseReport, Release> finished,
      Consumer<ReleaseName> elsewhere) {
    this.releases = releases;
    this.runner = runner;
    this.round = round;
    this.finished = finished;
    this.elsewhere = elsewhere;
  }

  /**
   * A round, unless one runs.
   *
   * @return whether one began; never for a release that is not in force
   */
  boolean due(ReleaseName name) {
    return begin(name, false);
  }

  /**
   * A round that begins after this moment.
   *
   * @return whether it began at once; otherwise it follows the one that runs
   */
  boolean asked(ReleaseName name) {
    if (begin(name, true)) {
      return true;
    }
    again.add(name);
    // What ran may have ended meanwhile, and then nobody else looks.
    return !runner.busy(name) && again.remove(name) && begin(name, true);
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // the future never fails, finished logs its own faults
  private boolean begin(ReleaseName name, boolean asked) {
    Optional<Release> release = releases.apply(name);
    if (release.isEmpty()) {
      elsewhere.accept(name);
      return false;
    }
    Optional<CompletableFuture<ReleaseReport>> begun = runner.startUnlessBusy(release.get(), round);
    begun.ifPresent(
        report ->
            report.thenAccept(
                ended -> {
                  finished.accept(ended, release.get());
                  if (asked && ended.leftOut()) {
                    elsewhere.accept(name);
                  }
                  ended(name);
                }));
    return begun.isPresent();
  }

  /** Something that kept the release busy has ended. */
  void ended(ReleaseName name) {
    if (again.remove(name)) {
      asked(name);
    }
  }
}
