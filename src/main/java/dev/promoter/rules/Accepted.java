package dev.promoter.rules;

import dev.promoter.domain.Waiver;

/**
 * A waiver turned out to apply: a person accepts that this requirement is not met.
 *
 * @param requirement the requirement's name
 * @param waiver the waiver that applies
 */
public record Accepted(String requirement, Waiver waiver) {}
