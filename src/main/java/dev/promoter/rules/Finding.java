package dev.promoter.rules;

import dev.promoter.domain.RequirementState;

/**
 * What the criteria conclude about one requirement.
 *
 * @param requirement the requirement's name
 * @param state how it stands
 */
public record Finding(String requirement, RequirementState state) {
  /** Whether it stands in the way of a promotion; in rules written {@code open}. */
  public boolean isOpen() {
    return state.isOpen();
  }
}
