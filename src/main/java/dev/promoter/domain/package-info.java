/**
 * The nouns of promotion as immutable values. Imports {@code java.*} only; nothing here reads,
 * writes or knows the time.
 */
@NullMarked
package dev.promoter.domain;

import org.jspecify.annotations.NullMarked;
