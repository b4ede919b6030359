package dev.promoter.remote.git;

import dev.promoter.domain.Release;
import dev.promoter.engine.CandidateSource;
import dev.promoter.engine.Journal;
import dev.promoter.engine.LinkView;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * The one candidate of a release that is made from a commit: the commit that is given, else the tip
 * of the branch (contract ceph.md section 1). What stands at the target, no other system holds: it
 * is the commit of the last promotion in the journal.
 */
public final class RevisionCandidates implements CandidateSource {
  private final Tips tips;
  private final Journal journal;
  private final UnaryOperator<Release> lists;

  /**
   * Reads branches and the journal.
   *
   * @param lists fills in what a release keeps elsewhere
   */
  public RevisionCandidates(
      Git git, Journal journal, UnaryOperator<Release> lists, InstantSource clock) {
    this.tips = new Tips(git, clock);
    this.journal = journal;
    this.lists = lists;
  }

  @Override
  public Release complete(Release release) {
    return lists.apply(release);
  }

  @Override
  public LinkView open(Release release) {
    return new RevisionLinks(release, tips, journal);
  }

  /** Whether the repository of a release was asked in its last round. */
  public boolean askedRepository(Release release) {
    return release.settings().find("ceph_sha1").isEmpty() && tips.asked(release.name());
  }
}
