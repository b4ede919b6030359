package dev.promoter.domain;

/**
 * How a candidate compares with the target's present content.
 *
 * @param relation newer, current or older
 * @param current the full hash the target points at; empty when nothing was ever promoted to it
 */
public record Standing(Relation relation, String current) {}
