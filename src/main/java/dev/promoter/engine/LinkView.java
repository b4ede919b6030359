package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Target;
import java.time.Instant;
import java.util.Optional;

/** The links of one release as one round sees them. Used by one thread. */
public interface LinkView {
  /**
   * Reads what may be promoted to the target, and what stands there.
   *
   * @throws RemoteException when it cannot be read completely and beyond doubt
   */
  Lineup read(Target target);

  /**
   * Looks for one candidate at the target's source, whether or not it may still be promoted.
   *
   * @param id its full hash, or the beginning of it if that is unique at the source
   * @throws RemoteException as {@link #read}
   */
  Optional<Lineup.Contender> find(Target target, String id);

  /**
   * What a link points at, as far as the candidate's component is concerned when it has one there.
   *
   * @throws RemoteException as {@link #read}
   */
  Optional<Candidate> current(LinkName link, Candidate candidate);

  /**
   * When the newest commit that went into a candidate was made. Never throws: it is told to people,
   * and nothing is decided by it.
   *
   * @param source the link the candidate comes from
   * @return empty when the upstream does not say, or could not be read
   */
  default Optional<Instant> committed(LinkName source, Candidate candidate) {
    return Optional.empty();
  }

  /**
   * Takes note that a link was moved by this round: what was read of it is stale, the next {@link
   * #read} asks again.
   */
  void moved(LinkName link);

  /**
   * Takes note that a dry run would have moved a link: later reads of this round show the candidate
   * as the newest content of the link.
   */
  void wouldMove(LinkName link, String component, Candidate candidate);
}
