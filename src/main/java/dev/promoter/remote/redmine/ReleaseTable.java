package dev.promoter.remote.redmine;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the tracker is told about one release.
 *
 * @param version the version that is released
 * @param branch the branch it is built from
 * @param sha1 the commit
 * @param verdict the overall verdict as a word
 * @param builds pages of the builds
 * @param packages pages of the packages, one per platform or one for all
 * @param runs pages of the test runs
 * @param suites in the order they are shown
 * @param remarks sentences below the table
 */
public record ReleaseTable(
    String version,
    String branch,
    String sha1,
    String verdict,
    List<Link> builds,
    List<Link> packages,
    List<Link> runs,
    List<Suite> suites,
    List<String> remarks) {
  public ReleaseTable {
    builds = List.copyOf(builds);
    packages = List.copyOf(packages);
    runs = List.copyOf(runs);
    suites = List.copyOf(suites);
    remarks = List.copyOf(remarks);
  }

  /** A page and what to call it. */
  public record Link(String text, URI uri) {}

  /**
   * The verdict on one suite.
   *
   * @param name the suite, with its flavor where a release asks for several
   * @param required whether the release needs it
   * @param verdict as a word: PASSED, FAILED, WAIVED, RUNNING, MISSING
   * @param counts of its jobs
   * @param runs pages of its runs
   * @param remark a sentence; may be empty
   * @param waivers accepted failures
   */
  public record Suite(
      String name,
      boolean required,
      String verdict,
      Counts counts,
      List<Link> runs,
      String remark,
      List<Waiver> waivers) {
    public Suite {
      runs = List.copyOf(runs);
      waivers = List.copyOf(waivers);
    }
  }

  /** How many jobs ended how. */
  public record Counts(int total, int pass, int fail, int dead, int unknown, int unfinished) {}

  /**
   * A failure that a person accepts.
   *
   * @param failures which failures it covers, in words
   * @param by who accepts it
   * @param until the day it ends
   * @param link where it is discussed
   */
  public record Waiver(String failures, String by, LocalDate until, Optional<URI> link) {}
}
