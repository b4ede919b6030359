/**
 * What people are told without asking, pure: a change of state once, no storm, nothing at night
 * that can wait, and nothing lost.
 */
@NullMarked
package dev.promoter.notices;

import org.jspecify.annotations.NullMarked;
