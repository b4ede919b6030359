package dev.promoter.config;

import java.util.Map;
import java.util.Set;

/**
 * What the configuration depends on beside its files.
 *
 * @param environment the environment variables of the program
 * @param stateOption the directory given by {@code --state}, from the working directory; empty for
 *     none
 * @param workflows the kinds of release work there are
 * @param dryRun whether no release will write, whatever its file says; then a missing password is a
 *     warning
 */
public record Surroundings(
    Map<String, String> environment, String stateOption, Set<String> workflows, boolean dryRun) {
  public Surroundings {
    environment = Map.copyOf(environment);
    workflows = Set.copyOf(workflows);
  }
}
