package dev.promoter.suites;

/**
 * A run that was deleted while it was followed.
 *
 * @param name the run
 * @param key what it was about
 * @param descriptions how many descriptions it had
 */
public record LostRun(String name, SuiteKey key, int descriptions) {}
