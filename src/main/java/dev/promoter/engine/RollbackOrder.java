package dev.promoter.engine;

import dev.promoter.domain.Caller;
import dev.promoter.domain.LinkName;
import java.time.Instant;

/**
 * A person's order to put back what the last promotion to a target replaced.
 *
 * @param target the link
 * @param component the component of the target; empty when it has none
 * @param caller who orders it
 * @param reason why, in the person's words
 * @param until when the hold that goes with it ends, UTC, exclusive
 */
public record RollbackOrder(
    LinkName target, String component, Caller caller, String reason, Instant until) {}
