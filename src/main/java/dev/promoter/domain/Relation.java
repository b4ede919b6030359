package dev.promoter.domain;

/** Where a candidate stands relative to what the target link points at now. */
public enum Relation {
  NEWER,
  /** It is what the target points at. */
  CURRENT,
  /** It came before what the target points at, or was there already: promoting it would go back. */
  OLDER
}
