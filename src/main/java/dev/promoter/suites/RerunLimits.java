package dev.promoter.suites;

import java.util.Map;

/**
 * What reruns may be.
 *
 * @param atMost how many reruns a suite may have; reruns that people started count too
 * @param orders how each required suite is scheduled: only suite, seed and subset are taken over
 *     from the first run (contract ceph.md section 3). What a run says of itself wins
 */
public record RerunLimits(int atMost, Map<SuiteKey, SuiteOrder> orders) {
  public RerunLimits {
    orders = Map.copyOf(orders);
  }
}
