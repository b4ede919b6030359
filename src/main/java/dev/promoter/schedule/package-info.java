/** Wakes releases on their schedules; what happens then is no business of this package. */
@NullMarked
package dev.promoter.schedule;

import org.jspecify.annotations.NullMarked;
