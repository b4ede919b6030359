/**
 * Pure: what the stored rounds say over time, and the port by which it is read: where each target
 * stands and what is in its way, its promotions, and how its requirements do week by week.
 */
@NullMarked
package dev.promoter.insight;

import org.jspecify.annotations.NullMarked;
