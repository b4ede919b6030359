/** The program: the one composition root, the daemon, and nothing that another package may know. */
@NullMarked
package dev.promoter;

import org.jspecify.annotations.NullMarked;
