package dev.promoter.engine;

import dev.promoter.domain.Intervention;
import java.util.function.Function;

/**
 * What is stored in one step with a saying that was ordered with a key, so that whoever sends the
 * order again learns what came of it.
 *
 * @param order the order
 * @param answer what is to be answered, from what was said or taken back
 */
public record Slip(Receipts.Keyed order, Function<Intervention, String> answer) {}
