package dev.promoter.rules;

import dev.promoter.domain.Evidence;

/**
 * One failure that a person accepts.
 *
 * @param failure the failure
 */
public record AcceptedFailure(Evidence failure) {}
