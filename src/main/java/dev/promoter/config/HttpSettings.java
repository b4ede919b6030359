package dev.promoter.config;

import java.time.Duration;

/**
 * How outside systems are called: the section {@code [http]}.
 *
 * @param connectTimeout for a connection to be made
 * @param answerTimeout for an answer to be complete
 * @param requestsPerHost at the same time, to one host
 * @param requestsPerRelease at the same time, for one release
 * @param retries of a read that failed; 0 for none
 * @param retryAfterLimit longest pause that a server may ask for
 * @param maxAnswerMib longer answers are refused, in MiB
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration answerTimeout,
    int requestsPerHost,
    int requestsPerRelease,
    int retries,
    Duration retryAfterLimit,
    int maxAnswerMib) {}
