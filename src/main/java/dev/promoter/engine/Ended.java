package dev.promoter.engine;

import dev.promoter.domain.Intervention;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody said that is over.
 *
 * @param said what it was
 * @param takenBack when it was taken back; empty when it came to its own end
 */
public record Ended(Intervention said, Optional<Instant> takenBack) {}
