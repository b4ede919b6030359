/**
 * Schedules test suites through the {@code teuthology-suite} program (contract ceph.md section 3).
 */
@NullMarked
package dev.promoter.remote.teuthology;

import org.jspecify.annotations.NullMarked;
