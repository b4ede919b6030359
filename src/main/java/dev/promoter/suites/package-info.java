/**
 * What the test suites say about one SHA1 (contract ceph.md section 7): which runs count, what each
 * description came to, one verdict per suite, one for the release, and which reruns are worth
 * proposing. Pure: reads nothing, writes nothing, and the time is an argument.
 */
@NullMarked
package dev.promoter.suites;

import org.jspecify.annotations.NullMarked;
