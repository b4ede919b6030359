package dev.promoter.remote.program;

/**
 * What a program left behind.
 *
 * @param exit its exit code
 * @param out what it wrote to its standard output
 * @param err what it wrote to its standard error
 * @param complete whether all of its output was kept
 */
public record Finished(int exit, String out, String err, boolean complete) {}
