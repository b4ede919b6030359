/**
 * Release notes: from the merges between two refs to a draft (contract ceph.md section 8). Pure;
 * what pull requests and issues say comes in through its two ports.
 */
@NullMarked
package dev.promoter.notes;

import org.jspecify.annotations.NullMarked;
