/**
 * Whether promoter does its work: pure checks over what the store, the clock and the schedules say.
 */
@NullMarked
package dev.promoter.health;

import org.jspecify.annotations.NullMarked;
