package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.logs.Logs;
import dev.promoter.logs.RoundLog;
import dev.promoter.sandbox.DlrnBuilder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.slf4j.event.Level;

/**
 * The real parts of a daemon without its schedule, for measurements: rounds begin when they are
 * asked for, and do all that the daemon does, log files included.
 */
public final class WarmPromoter implements AutoCloseable {
  private final Logs logs;
  private final Services services;
  private final Gate gate;
  private final List<Release> releases;

  private WarmPromoter(Configuration configuration, Place place, Outside outside) {
    this.logs = Logs.start(Level.INFO, configuration.daemon().state(), false);
    this.services =
        new Services(
            configuration, RuleReading.begin(configuration, place.rules(configuration)), outside);
    this.gate = services.gate();
    this.releases =
        configuration.releases().stream()
            .map(loaded -> ((LoadedRelease.Accepted) loaded).release())
            .toList();
  }

  /**
   * Opens everything and waits for the rules.
   *
   * @param home where promoter is installed
   * @throws IllegalStateException when configuration or rules have a problem
   */
  public static WarmPromoter open(Path home, Path config, Path state) {
    Outside outside =
        new Outside(
            Map.of("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD),
            InstantSource.system(),
            System.out,
            UnaryOperator.identity());
    return open(
        new Place(config, Optional.of(state), Optional.empty(), new Installation(home)), outside);
  }

  static WarmPromoter open(Place place, Outside outside) {
    Configuration configuration = place.read(false, outside);
    refuse(configuration.problems());
    WarmPromoter warm = new WarmPromoter(configuration, place, outside);
    refuse(warm.services.firstRuleProblems());
    return warm;
  }

  private static void refuse(List<Problem> problems) {
    Program.lines(problems)
        .ifPresent(
            text -> {
              throw new IllegalStateException(text);
            });
  }

  /**
   * One round of every release, all begun at the same time.
   *
   * @return how many candidates were judged
   * @throws IllegalStateException when a round ended in any other way than by promoting nothing
   */
  public int round() {
    List<CompletableFuture<Integer>> rounds =
        releases.stream()
            .map(
                release ->
                    services
                        .runner()
                        .start(release, gate::run)
                        .thenApply(report -> noted(release, report)))
            .toList();
    return rounds.stream().mapToInt(CompletableFuture::join).sum();
  }

  /** The same, whatever the rounds come to. */
  public List<ReleaseReport> reports() {
    return releases.stream()
        .map(release -> services.runner().start(release, gate::run))
        .map(CompletableFuture::join)
        .toList();
  }

  /** How many plans of all releases have not come to their end. */
  public int openPlans() {
    return releases.stream()
        .mapToInt(release -> services.store().journal().unfinished(release.name()).size())
        .sum();
  }

  private int noted(Release release, ReleaseReport report) {
    RoundLog.write(report, candidate -> services.votePage(release, candidate));
    boolean quiet =
        report.error().isEmpty()
            && report.targets().stream()
                .allMatch(target -> target.outcome() == TargetOutcome.NOT_PROMOTED);
    if (!quiet) {
      throw new IllegalStateException("unexpected end of the round of " + report.release());
    }
    return report.targets().stream().mapToInt(target -> target.judged().size()).sum();
  }

  @Override
  public void close() {
    services.close();
    logs.close();
  }
}
