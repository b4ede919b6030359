package dev.promoter.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one INI file describes: where candidates come from, where they go, and what must hold.
 *
 * @param name its name
 * @param file the INI file, as operators should see it in messages
 * @param workflow which kind of release work this is, for example {@code dlrn}; selects the
 *     adapters
 * @param targets in the order they are processed; a chain lists the earlier link first
 * @param dryRun decide and report, write nothing
 * @param candidateLimit how many candidates per target are looked at, newest first
 * @param roundLimit how long one round may take before it is given up
 * @param settings all options, for the adapters
 */
public record Release(
    ReleaseName name,
    String file,
    String workflow,
    List<Target> targets,
    boolean dryRun,
    int candidateLimit,
    Duration roundLimit,
    Settings settings) {
  public Release {
    targets = List.copyOf(targets);
  }

  /** The same release with writing switched off. */
  public Release asDryRun() {
    return new Release(name, file, workflow, targets, true, candidateLimit, roundLimit, settings);
  }

  /** The targets that move the given link: several when it has components. */
  public List<Target> targetsOf(LinkName link) {
    return targets.stream().filter(target -> target.link().equals(link)).toList();
  }

  /** The first target that moves the given link. */
  public Optional<Target> target(LinkName link) {
    return targetsOf(link).stream().findFirst();
  }
}
