/**
 * What Prometheus reads: counters that adapters and rounds feed, and figures that are read when it
 * asks.
 */
@NullMarked
package dev.promoter.metrics;

import org.jspecify.annotations.NullMarked;
