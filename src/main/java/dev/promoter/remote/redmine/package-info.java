/**
 * Redmine, the tracker of Ceph releases (contract ceph.md section 6): reads issues, and keeps one
 * marked block of the description, notes, status and custom fields as they should be. Every write
 * is read back, because the server answers 204 also to what it dropped.
 */
@NullMarked
package dev.promoter.remote.redmine;

import org.jspecify.annotations.NullMarked;
