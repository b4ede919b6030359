package dev.promoter.suites;

import dev.promoter.domain.Waiver;
import java.util.Optional;

/**
 * A description that did not pass in the latest run that has it.
 *
 * @param description what was tested
 * @param status the worst status among its repetitions in that run
 * @param run the run
 * @param job the job with that status
 * @param flaky whether it also passed: in an earlier run, or in a repetition
 * @param waiver what covers it; empty when nothing does
 */
public record Failure(
    String description,
    JobStatus status,
    String run,
    TestJob job,
    boolean flaky,
    Optional<Waiver> waiver) {}
