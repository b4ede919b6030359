package dev.promoter.config;

import java.time.Duration;

/**
 * From when on the daemon is not healthy, and who sees more of it: the section {@code [health]}.
 *
 * @param lateIntervals how many rounds of a release may be due without a completed one
 * @param lateFloor no release is late before
 * @param outboxStuck how long a notice may wait to be delivered
 * @param standstill how long the main loop may stand still
 * @param metricsAccess who may read the metrics: reads, open or operator
 */
public record HealthSettings(
    int lateIntervals,
    Duration lateFloor,
    Duration outboxStuck,
    Duration standstill,
    String metricsAccess) {}
