/**
 * The log files: one of the program, one per release, and the lines in them that monitoring of the
 * old promoter looks for.
 */
@NullMarked
package dev.promoter.logs;

import org.jspecify.annotations.NullMarked;
