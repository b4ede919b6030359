package dev.promoter.engine;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What bounds and places a round.
 *
 * @param readsPerRelease how many readings of one round may run side by side
 * @param inDoubtWait how long after its begin an action in doubt is left alone before it is
 *     observed
 * @param zone the operators' time zone, for rules about days and hours
 */
public record CycleLimits(int readsPerRelease, Duration inDoubtWait, ZoneId zone) {}
