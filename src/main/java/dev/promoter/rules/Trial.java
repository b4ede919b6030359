package dev.promoter.rules;

import dev.promoter.domain.Facts;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.kie.api.KieBase;

/**
 * Tries a compiled set on invented candidates before it may judge real ones: a set that loops,
 * throws, contradicts itself or leaves a case open in everyday situations is found when it is
 * loaded, not in the middle of a round. What only happens with other facts is left to the judge,
 * which escalates.
 */
final class Trial {
  private final RuleJudge judge;
  private final List<Facts> situations;
  private final Duration limit;
  private final AtomicReference<String> running = new AtomicReference<>("(none)");

  Trial(KieBase rules, List<Facts> situations, Duration limit) {
    this.situations = List.copyOf(situations);
    this.judge = new RuleJudge(rules, new FiringListener(running::set));
    this.limit = limit;
  }

  /** One sentence for each fault that was found; empty when the set can be used. */
  List<String> faults() {
    FutureTask<Collection<String>> attempt = new FutureTask<>(this::attemptAll);
    // A rule that hangs cannot be stopped from outside, only left behind: hence a thread of its
    // own that does not keep the process alive.
    Thread thread = new Thread(attempt, "rules-trial");
    thread.setDaemon(true);
    thread.start();
    return List.copyOf(outcome(attempt, thread));
  }

  private Collection<String> outcome(FutureTask<Collection<String>> attempt, Thread thread) {
    try {
      return attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return List.of(hanging());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("the trial of the rules was interrupted; load them again");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the trial of the rules broke", e.getCause());
    }
  }

  private Collection<String> attemptAll() {
    Collection<String> faults = new LinkedHashSet<>();
    for (Facts facts : situations) {
      try {
        judge.attempt(facts);
      } catch (UnjudgeableException e) {
        faults.add("refused after a trial: " + e.getMessage());
        if (e.isEndless()) {
          break; // the same loop in every other situation would only use up the time limit
        }
      }
    }
    return faults;
  }

  private String hanging() {
    return "refused after a trial: no end within "
        + limit.toMillis()
        + " ms; the rule that started last is '"
        + running.get()
        + "'. Mend it, and restart the daemon when convenient: a thread that hangs cannot be"
        + " stopped and uses up one processor until then";
  }
}
