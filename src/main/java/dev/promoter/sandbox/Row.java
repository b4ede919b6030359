package dev.promoter.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * One promotion as DLRN stores it.
 *
 * @param id rises with every row of one builder, from 1
 * @param link the link that was moved, the {@code promote_name}
 * @param build what it was moved to
 * @param aggregateHash the aggregate this row completed, or null: only the last row of a batch has
 *     it (contract dlrn.md section 3, promotions)
 * @param user who promoted
 * @param timestamp seconds since the epoch, UTC
 */
public record Row(
    long id,
    String link,
    Build build,
    @Nullable String aggregateHash,
    String user,
    long timestamp) {}
