package dev.promoter.engine;

import dev.promoter.domain.Release;

/** Port: where candidates and the present content of targets are read. */
public interface CandidateSource {
  /**
   * The release with what it keeps elsewhere filled in, such as a list of requirements on a server.
   *
   * @throws RemoteException when that cannot be read: then nothing of the release is done
   */
  default Release complete(Release release) {
    return release;
  }

  /**
   * Begins one round of one release. Reads nothing yet; what is read later is read once per round
   * and link, unless the link moved within the round.
   */
  LinkView open(Release release);
}
