package dev.promoter.sandbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text files in a build directory (contract dlrn.md section 4). */
final class BuildFiles {
  static final List<String> NAMES = List.of("commit.yaml", "delorean.repo", "versions.csv");
  static final String VERSIONS_HEADER =
      "Project,Source Repo,Source Sha,Dist Repo,Dist Sha,Status,Last Success Timestamp,"
          + "Component,Extended Sha,Pkg NVR\n";
  private static final long PACKAGING_BEFORE_SOURCE = 500;

  private BuildFiles() {}

  static Optional<String> read(String file, String address, BuildRecord found) {
    Build build = found.build();
    return switch (file) {
      case "commit.yaml" -> Optional.of(commit(found));
      case "delorean.repo" -> Optional.of(repo(address, build));
      case "versions.csv" -> Optional.of(VERSIONS_HEADER + versionsLine(build));
      default -> Optional.empty();
    };
  }

  static String repo(String address, Build build) {
    String name =
        build.component() == null ? "delorean" : "delorean-component-" + build.component();
    return "["
        + name
        + "]\nname="
        + name
        + "\nbaseurl="
        + address
        + "/"
        + build.directory()
        + "\nenabled=1\ngpgcheck=0\npriority=1\n";
  }

  /** One line: of the package whose source commit the container step asks for. */
  static String versionsLine(Build build) {
    return String.join(
            ",",
            "openstack-tripleo-common",
            "https://git.example.org/tripleo-common",
            build.commitHash(),
            "https://git.example.org/tripleo-common-distgit",
            build.distroHash(),
            "SUCCESS",
            String.valueOf(build.committed().getEpochSecond()),
            build.component() == null ? "None" : build.component(),
            "None",
            "openstack-tripleo-common-1.0-1.el9")
        + "\n";
  }

  private static String commit(BuildRecord found) {
    Build build = found.build();
    boolean old = build.oldMetadata();
    long committed = build.committed().getEpochSecond();
    return """
        commits:
        - commit_hash: %s
          component: %s
          distro_hash: %s
          dt_build: %s
          dt_commit: %s
          dt_distro: %s
          dt_extended: '0'
          extended_hash: %s
          flags: '%d'
          id: '%d'
          notes: OK
          project_name: %s
          status: %s
          type: rpm
        """
        .formatted(
            build.commitHash(),
            word(build.component(), old),
            build.distroHash(),
            time(found.builtAt(), old),
            time(committed, old),
            time(committed - PACKAGING_BEFORE_SOURCE, old),
            word(build.extendedHash(), old),
            found.status() == BuildRecord.Status.PURGED ? 2 : 0,
            found.id(),
            build.project(),
            found.status().word());
  }

  /** Old builders turned every value to text, and null to the word None. */
  private static String word(@Nullable String text, boolean old) {
    return text != null ? text : old ? "None" : "null";
  }

  private static String time(long seconds, boolean old) {
    return "'" + seconds + (old ? ".0'" : "'");
  }
}
