/** Measurements to be started by hand; none of them is a test. */
@NullMarked
package dev.promoter.bench;

import org.jspecify.annotations.NullMarked;
