package dev.promoter.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What people may say, and when they are reminded of it.
 *
 * @param waiverMaximum how long a waiver may last; empty when it may last for ever
 * @param waiverWarning how long before its end a waiver is pointed out
 */
public record PeopleSettings(Optional<Duration> waiverMaximum, Duration waiverWarning) {}
