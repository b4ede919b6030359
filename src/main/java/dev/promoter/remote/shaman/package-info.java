/**
 * Shaman, the registry of builds: whether a commit is ready on every platform of a release
 * (contract ceph.md section 4). Reads only.
 */
@NullMarked
package dev.promoter.remote.shaman;

import org.jspecify.annotations.NullMarked;
