package dev.promoter.suites;

import java.time.Instant;
import java.util.Comparator;

/**
 * One scheduled run of one suite, without its jobs.
 *
 * @param name its name, which is its key and is never taken apart: dashes inside its parts make
 *     that a guess (contract ceph.md section 2.4)
 * @param suite the suite, with {@code :} or {@code /} before a slice
 * @param branch the branch that named it
 * @param sha1 the commit that its first job tests; empty without jobs
 * @param flavor the flavor that its first job tests; empty without jobs
 * @param machine the machine type; may be empty
 * @param priority as scheduled; 0 when the server does not say
 * @param scheduled when it was scheduled; {@link Instant#EPOCH} when the server does not say
 * @param posted when the server first heard of it; {@link Instant#EPOCH} when it does not say
 * @param updated the last change of any of its jobs; {@link Instant#EPOCH} when there was none
 * @param counts how its jobs stand
 */
public record TestRun(
    String name,
    String suite,
    String branch,
    String sha1,
    String flavor,
    String machine,
    int priority,
    Instant scheduled,
    Instant posted,
    Instant updated,
    Counts counts) {
  /** In the order in which they were scheduled; at the same second in the order of arrival. */
  public static final Comparator<TestRun> OLDEST_FIRST =
      Comparator.comparing(TestRun::scheduled)
          .thenComparing(TestRun::posted)
          .thenComparing(TestRun::name);
}
