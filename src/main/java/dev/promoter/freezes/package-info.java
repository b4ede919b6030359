/**
 * When nothing is promoted: the windows of {@code [freeze NAME]}, their recurrence by RFC 5545, and
 * what the clock makes of local times. Pure: reads nothing, writes nothing, and the time is an
 * argument.
 */
@NullMarked
package dev.promoter.freezes;

import org.jspecify.annotations.NullMarked;
