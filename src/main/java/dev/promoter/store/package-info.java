/**
 * What must survive the death of the process, in an H2 file or in PostgreSQL, and the locks that
 * keep processes apart.
 */
@NullMarked
package dev.promoter.store;

import org.jspecify.annotations.NullMarked;
