/**
 * DLRN: reads promotions, votes and the repository tree of a builder, and moves its links (contract
 * dlrn.md). Foreign JSON stays in here; what leaves are domain values.
 */
@NullMarked
package dev.promoter.remote.dlrn;

import org.jspecify.annotations.NullMarked;
