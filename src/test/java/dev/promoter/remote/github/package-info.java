@NullMarked
package dev.promoter.remote.github;

import org.jspecify.annotations.NullMarked;
