/**
 * The documents for programs, as the page {@code reference-json} promises them: the command line
 * prints them, the web server answers with them.
 */
@NullMarked
package dev.promoter.documents;

import org.jspecify.annotations.NullMarked;
