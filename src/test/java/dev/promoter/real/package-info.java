/** Real servers and tools of the machine, for tests that compare with them. */
@NullMarked
package dev.promoter.real;

import org.jspecify.annotations.NullMarked;
