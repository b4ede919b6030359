package dev.promoter.rules;

import dev.promoter.domain.Choice;

/**
 * The candidate that is judged is vetoed.
 *
 * @param veto by whom and why
 */
public record Vetoed(Choice veto) {}
