package dev.promoter.config;

import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything below one configuration directory at one moment.
 *
 * @param daemon usable even when promoter.ini is broken: what is wrong there has its default
 * @param defaults what {@code [defaults]} and the environment say, by option, without the defaults
 *     of the program; empty when something is wrong there
 * @param releases one per release file, by name
 * @param daemonProblems what is wrong with promoter.ini and the directory; errors among them mean
 *     that {@code daemon} is not what the operator wrote
 */
public record Configuration(
    DaemonSettings daemon,
    Map<String, String> defaults,
    List<LoadedRelease> releases,
    List<Problem> daemonProblems) {
  public Configuration {
    defaults = Map.copyOf(defaults);
    releases = List.copyOf(releases);
    daemonProblems = List.copyOf(daemonProblems);
  }

  /** Every problem once, by file, then line. */
  public List<Problem> problems() {
    return Stream.concat(
            daemonProblems.stream(),
            releases.stream().flatMap(release -> release.problems().stream()))
        .distinct()
        .sorted(Problems.ORDER)
        .toList();
  }

  /** The releases whose files are in order, by name. */
  public List<Release> accepted() {
    return releases.stream()
        .filter(LoadedRelease.Accepted.class::isInstance)
        .map(loaded -> ((LoadedRelease.Accepted) loaded).release())
        .toList();
  }

  /** Whether promoter.ini and the directory are without errors; warnings are none. */
  public boolean daemonSound() {
    return daemonProblems.stream().allMatch(Problem::warning);
  }
}
