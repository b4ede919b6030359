package dev.promoter.rules;

import dev.promoter.domain.Choice;

/**
 * A pin of the target. Compared with the candidate here, because rules only look at facts.
 *
 * @param pin the pin
 * @param here whether it is the candidate that is judged
 */
public record Pinned(Choice pin, boolean here) {}
