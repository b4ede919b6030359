/**
 * The one way to run another program: a list of arguments that no shell reads, with limits on time
 * and output. Knows no program.
 */
@NullMarked
package dev.promoter.remote.program;

import org.jspecify.annotations.NullMarked;
