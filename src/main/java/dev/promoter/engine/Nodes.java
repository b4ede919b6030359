package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: the other processes that work with the same store, and what they leave to each other. */
public interface Nodes {
  /** A process that shares its store with nobody. */
  Nodes ALONE =
      new Nodes() {
        @Override
        public boolean shared() {
          return false;
        }

        @Override
        public void join(String name, String version) {}

        @Override
        public void leave() {}

        @Override
        public List<Node> all() {
          return List.of();
        }

        @Override
        public void ask(ReleaseName release) {}

        @Override
        public Set<ReleaseName> take(Set<ReleaseName> known) {
          return Set.of();
        }

        @Override
        public Set<ReleaseName> forgotten() {
          return Set.of();
        }

        @Override
        public Optional<String> objection() {
          return Optional.empty();
        }
      };

  /** Whether there can be others. */
  boolean shared();

  /** From now on the others see this process, and it looks after them. */
  void join(String name, String version);

  /** The others need not look for it any more. */
  void leave();

  /** Every process that has joined and was seen lately, by name. */
  List<Node> all();

  /** Somebody shall begin a round: whoever knows the release and finds it free. */
  void ask(ReleaseName release);

  /**
   * Rounds for this process to begin: those that somebody asked for, and those of processes that
   * died. Each is given to one process, and none whose release is in somebody's hands.
   *
   * @param known the releases that this process has
   */
  Set<ReleaseName> take(Set<ReleaseName> known);

  /** Releases that were asked for so long ago that no process can have them; given once. */
  Set<ReleaseName> forgotten();

  /**
   * Why nothing may be written outside by this process at this moment; empty when all releases it
   * works on are surely its own.
   */
  Optional<String> objection();

  /**
   * A process.
   *
   * @param name as its configuration calls it
   * @param version of promoter
   * @param since when it began, by the time of the store
   * @param seenAt its last sign of life, by the time of the store
   * @param alive whether that is not long ago
   */
  record Node(String name, String version, Instant since, Instant seenAt, boolean alive) {}
}
