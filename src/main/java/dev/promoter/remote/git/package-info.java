/** Git repositories through the git program: tips of branches, and the history between two refs. */
@NullMarked
package dev.promoter.remote.git;

import org.jspecify.annotations.NullMarked;
