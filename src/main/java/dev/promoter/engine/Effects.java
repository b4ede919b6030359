package dev.promoter.engine;

import dev.promoter.domain.Action;
import java.util.List;

/**
 * What one kind of effect contributes to a promotion.
 *
 * @param preparing shown nowhere until links move: copies and checks; those of all kinds come
 *     before anything moves
 * @param moving the tags and links themselves, moved in one tight last phase
 */
public record Effects(List<Action> preparing, List<Action> moving) {
  /** No part in the promotion. */
  public static final Effects NONE = new Effects(List.of(), List.of());

  public Effects {
    preparing = List.copyOf(preparing);
    moving = List.copyOf(moving);
  }

  /** Only moves, nothing to prepare. */
  public static Effects moving(List<Action> actions) {
    return new Effects(List.of(), actions);
  }
}
