package dev.promoter.domain;

/** What a plan is made for. */
public enum Purpose {
  /** Its target moves forward; holds stop it, and its target waits until it has ended. */
  PROMOTION,
  /** A single effect beside all promotions, for example a vote; no target waits for it. */
  ERRAND,
  /** Puts back what a promotion replaced; its target is held meanwhile. */
  ROLLBACK
}
