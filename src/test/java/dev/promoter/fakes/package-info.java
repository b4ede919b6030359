/** Honest stand-ins for the ports of the engine, held to the same contracts as the real ones. */
@NullMarked
package dev.promoter.fakes;

import org.jspecify.annotations.NullMarked;
