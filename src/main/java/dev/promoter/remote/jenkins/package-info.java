/**
 * Jenkins: triggers a parameterised build once, finds it again by its parameters, and follows it
 * from the queue to its result (contract ceph.md section 5).
 */
@NullMarked
package dev.promoter.remote.jenkins;

import org.jspecify.annotations.NullMarked;
