package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.Problem;
import dev.promoter.rules.LiveRules;
import dev.promoter.rules.RuleBook;
import dev.promoter.rules.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The first reading of the rules, in a thread of its own. It takes longer than anything else at a
 * start, so it begins as soon as the configuration is known.
 */
final class RuleReading {
  private final LiveRules rules;
  private final RuleWatch watch;
  private final CompletableFuture<List<Problem>> read;

  private RuleReading(LiveRules rules, RuleWatch watch, CompletableFuture<List<Problem>> read) {
    this.rules = rules;
    this.watch = watch;
    this.read = read;
  }

  /** Begins to read the rules of the kinds of release work that the configuration has. */
  static RuleReading begin(Configuration configuration, Path directory) {
    LiveRules rules = unread(configuration, directory);
    // Before the reading, so that no edit goes unnoticed between the two.
    RuleWatch watch = new RuleWatch(directory, rules);
    CompletableFuture<List<Problem>> read =
        CompletableFuture.supplyAsync(rules::reload, RuleReading::start);
    return new RuleReading(rules, watch, read);
  }

  /** The rules of the kinds of release work that the configuration has, not read yet. */
  static LiveRules unread(Configuration configuration, Path directory) {
    Set<String> workflows =
        configuration.releases().stream()
            .filter(LoadedRelease.Accepted.class::isInstance)
            .map(loaded -> ((LoadedRelease.Accepted) loaded).release().workflow())
            .collect(Collectors.toSet());
    return new LiveRules(
        directory,
        workflows.isEmpty() ? Set.of(RuleSet.PROMOTION.workflow()) : workflows,
        RuleBook.TRIAL_LIMIT);
  }

  /** In force once {@link #problems} has answered with nothing. */
  LiveRules rules() {
    return rules;
  }

  /** Notices every edit since the reading began. */
  RuleWatch watch() {
    return watch;
  }

  /** Waits for the reading; gives why the rules were refused, empty when they are in force. */
  List<Problem> problems() {
    return read.join();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "rules");
    thread.setDaemon(true);
    thread.start();
  }
}
