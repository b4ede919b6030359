/**
 * Paddles, the results server of teuthology: the runs of a commit, their jobs, and what changed
 * since they were last read (contract ceph.md section 2). Reads only.
 */
@NullMarked
package dev.promoter.remote.paddles;

import org.jspecify.annotations.NullMarked;
