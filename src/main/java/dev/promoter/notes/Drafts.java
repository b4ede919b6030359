package dev.promoter.notes;

import dev.promoter.domain.Release;

/** Port: drafts of release notes, from history and discussion. */
public interface Drafts {
  /**
   * The notes of a commit.
   *
   * @throws dev.promoter.engine.RemoteException when something of them cannot be read now
   */
  Draft of(Release release, String sha1);
}
