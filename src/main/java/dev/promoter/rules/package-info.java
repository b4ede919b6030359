/**
 * Judges candidates by the rule files: turns facts into a rule session and what the session
 * concludes into one judgement. Compiles the files, tries them out and keeps the last good set. The
 * criteria themselves are in {@code rules/promotion}, operators' own in {@code rules/local}.
 */
@NullMarked
package dev.promoter.rules;

import org.jspecify.annotations.NullMarked;
