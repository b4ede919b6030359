package dev.promoter.suites;

import java.util.List;
import java.util.Map;

/**
 * What reruns may be.
 *
 * @param atMost how many reruns a suite may have; reruns that people started count too
 * @param machine the machine type where a run does not name one
 * @param priority the priority where a run does not name one; 0 when there is none
 * @param extra more arguments by suite, such as the kernel it was scheduled with: only suite, seed
 *     and subset are taken over from the first run (contract ceph.md section 3)
 */
public record RerunLimits(
    int atMost, String machine, int priority, Map<SuiteKey, List<String>> extra) {
  public RerunLimits {
    extra = Map.copyOf(extra);
  }
}
