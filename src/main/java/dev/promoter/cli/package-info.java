/** The commands: a thin skin over what {@link dev.promoter.cli.Operations} offers. */
@NullMarked
package dev.promoter.cli;

import org.jspecify.annotations.NullMarked;
