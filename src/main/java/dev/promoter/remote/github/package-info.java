/** GitHub, or a server with the same API: what pull requests say. */
@NullMarked
package dev.promoter.remote.github;

import org.jspecify.annotations.NullMarked;
