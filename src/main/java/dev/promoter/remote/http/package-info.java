/**
 * The one way out of the process over HTTP: a pooled client with limits on everything, and the one
 * place where faults and statuses become sentences. Knows no outside system.
 */
@NullMarked
package dev.promoter.remote.http;

import org.jspecify.annotations.NullMarked;
