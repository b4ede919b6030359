package dev.promoter.rules;

/**
 * A local rule stops the promotion for now: the candidate waits.
 *
 * @param reason why, for people
 */
public record Block(String reason) {
  /**
   * Refuses what nobody could understand later.
   *
   * @throws IllegalArgumentException when the reason is empty
   */
  public Block {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a Block needs a reason");
    }
  }
}
