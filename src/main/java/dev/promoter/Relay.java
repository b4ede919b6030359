package dev.promoter;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Nodes;
import dev.promoter.schedule.ScheduleException;
import dev.promoter.store.StoreException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the rounds that other nodes leave to this one: what somebody asked for there, and what a
 * node that died had begun. Looks every second, in a thread of its own.
 */
final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final Nodes nodes;
  private final Supplier<Set<ReleaseName>> known;
  private final Predicate<ReleaseName> begin;
  private final Consumer<ReleaseName> forget;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "relay");
            made.setDaemon(true);
            return made;
          });

  private Relay(
      Nodes nodes,
      Supplier<Set<ReleaseName>> known,
      Predicate<ReleaseName> begin,
      Consumer<ReleaseName> forget) {
    this.nodes = nodes;
    this.known = known;
    this.begin = begin;
    this.forget = forget;
  }

  /**
   * Begins to look, unless there can be no other nodes.
   *
   * @param known the releases of this node
   * @param begin begins a round, and says whether it did
   * @param forget has a release woken no more, because no node has it
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it never fails, and ends with its thread
  static Relay start(
      Nodes nodes,
      Supplier<Set<ReleaseName>> known,
      Predicate<ReleaseName> begin,
      Consumer<ReleaseName> forget) {
    Relay relay = new Relay(nodes, known, begin, forget);
    if (nodes.shared()) {
      relay.thread.scheduleWithFixedDelay(relay::look, 1, 1, TimeUnit.SECONDS);
    }
    return relay;
  }

  /** Leaves a round to whichever node can do it; the next one on schedule comes in any case. */
  static void leave(Nodes nodes, ReleaseName release) {
    try {
      nodes.ask(release);
    } catch (StoreException e) {
      LOG.warn("no other node could be asked for a round of {}: {}", release, e.getMessage());
    }
  }

  private void look() {
    try {
      for (ReleaseName release : nodes.take(known.get())) {
        LOG.info("{} is left to this node, which begins a round", release);
        if (!begin.test(release)) {
          nodes.ask(release);
        }
      }
      nodes.forgotten().forEach(forget);
    } catch (StoreException | ScheduleException e) {
      LOG.debug("what other nodes leave could not be looked for", e);
    } catch (RuntimeException e) { // or nobody would look any more
      LOG.error("what other nodes leave could not be looked for", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
