package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Nearest;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Target;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what a person named on the command line. Whatever is not there is a {@link
 * OperationException} that says what there is.
 *
 * @param configuration where it is looked for
 */
record Lookup(Configuration configuration) {
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

  /** The named ones in this order; all when none is named. */
  List<LoadedRelease> chosen(List<ReleaseName> names) {
    if (names.isEmpty()) {
      return configuration.releases();
    }
    return names.stream().map(name -> known(name)).toList();
  }

  private LoadedRelease known(ReleaseName name) {
    return configuration.releases().stream()
        .filter(loaded -> loaded.name().equals(name))
        .findFirst()
        .orElseThrow(() -> OperationException.usage(unknownRelease(name)));
  }

  private String unknownRelease(ReleaseName name) {
    List<String> all =
        configuration.releases().stream().map(loaded -> loaded.name().value()).toList();
    return "there is no release '%s'; there are: %s%s"
        .formatted(
            name, all.isEmpty() ? "none" : String.join(", ", all), Nearest.hint(name.value(), all));
  }

  /** The release, if its file is in order. */
  Release accepted(ReleaseName name) {
    LoadedRelease loaded = known(name);
    if (loaded instanceof LoadedRelease.Accepted accepted) {
      return accepted.release();
    }
    throw OperationException.failure(
        "the file of the release is refused at present: "
            + Program.lines(loaded.problems()).orElse(loaded.file()));
  }

  /** What is ordered by the hashes of a build concerns links of DLRN alone. */
  Release promoting(ReleaseName name) {
    Release release = accepted(name);
    if (!release.workflow().equals(Services.DLRN)) {
      throw OperationException.usage(
          release.name()
              + " is a release of Ceph, which is decided by its suites; what failed there a person"
              + " accepts with promoter waive");
    }
    return release;
  }

  /** The release, or nothing if there is no file of this name. */
  Optional<Release> find(ReleaseName name) {
    return configuration.releases().stream().anyMatch(it -> it.name().equals(name))
        ? Optional.of(accepted(name))
        : Optional.empty();
  }

  /** The targets of a link, one per component; never empty. */
  static List<Target> targets(Release release, LinkName link) {
    List<Target> targets = release.targetsOf(link);
    if (targets.isEmpty()) {
      List<String> all =
          release.targets().stream().map(target -> target.link().value()).distinct().toList();
      throw OperationException.usage(
          "%s has no target '%s'; it has: %s%s"
              .formatted(
                  release.name(), link, String.join(", ", all), Nearest.hint(link.value(), all)));
    }
    return targets;
  }

  /** A hash that can be one of a candidate of a release; a source commit alone is none of DLRN. */
  static void requireCandidate(Release release, String candidate) {
    boolean ceph = !release.workflow().equals(Services.DLRN);
    boolean commit = SHA1.matcher(candidate).matches();
    if (commit && !ceph) {
      throw OperationException.usage(
          "'%s' is a source commit alone, which names no candidate of %s: give the full hash, commit_distro8 with its extension if it has one, as explain shows it"
              .formatted(candidate, release.name()));
    }
    if (ceph && !commit && !candidate.isEmpty()) {
      throw OperationException.usage(
          "'%s' names no candidate of %s: give the 40 digits of a commit, as explain shows them"
              .formatted(candidate, release.name()));
    }
  }
}
