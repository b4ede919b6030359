/**
 * From INI files to {@link dev.promoter.domain.Release} and {@link
 * dev.promoter.config.DaemonSettings}: reads, checks, fills in defaults, and reports every problem
 * with file and line. Decides nothing and opens no connection.
 */
@NullMarked
package dev.promoter.config;

import org.jspecify.annotations.NullMarked;
