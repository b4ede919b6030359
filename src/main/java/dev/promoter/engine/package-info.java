/**
 * The spine: from a release to an outcome, and the ports that the edges implement. Knows no outside
 * system, no file format and no database.
 */
@NullMarked
package dev.promoter.engine;

import org.jspecify.annotations.NullMarked;
