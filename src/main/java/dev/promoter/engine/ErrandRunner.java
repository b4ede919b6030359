package dev.promoter.engine;

/**
 * Port: an effect that has no part in promotions: a step that the rules find due, or something that
 * is told outside about how a candidate stands. An errand that was not done yet is given up once no
 * judgement asks for it any more.
 */
public interface ErrandRunner extends ActionRunner {
  @Override
  default boolean onlyWhileDue() {
    return true;
  }

  /** Nothing: what is promoted was prepared, or is told, apart from the promotion. */
  @Override
  default Effects plan(Promotion promotion) {
    return Effects.NONE;
  }
}
