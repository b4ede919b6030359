/**
 * The containers of a promotion: which ones there are, whether all are there, their copies and
 * their tags. How a registry is spoken to is the business of {@code remote.registry}.
 */
@NullMarked
package dev.promoter.remote.containers;

import org.jspecify.annotations.NullMarked;
