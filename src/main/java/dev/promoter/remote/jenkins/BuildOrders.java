package dev.promoter.remote.jenkins;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Template;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The build that a release asks for, from its sections {@code [build_parameters JOB]}. */
public final class BuildOrders {
  /** Distributions that jobs know by the codename of their version alone. */
  private static final Set<String> NAMED = Set.of("ubuntu", "debian");

  private BuildOrders() {}

  /**
   * The build of a commit. It is found again by the parameters that hold the SHA1; where no
   * parameter does, by all of them.
   */
  public static BuildOrder of(Release release, Candidate candidate) {
    Settings settings = release.settings();
    String job = settings.get("build_job_name");
    Map<String, String> texts =
        settings.section("build_parameters", job).map(Settings::values).orElse(Map.of());
    Map<String, String> known = known(settings, candidate.id());
    Map<String, String> parameters = new LinkedHashMap<>();
    texts.forEach((name, text) -> parameters.put(name, Template.fill(text, known)));
    List<String> identity =
        texts.keySet().stream()
            .filter(name -> texts.getOrDefault(name, "").contains("${sha1}"))
            .sorted()
            .toList();
    return new BuildOrder(
        job, parameters, identity.isEmpty() ? texts.keySet().stream().sorted().toList() : identity);
  }

  private static Map<String, String> known(Settings settings, String sha1) {
    String version = settings.get("release_version");
    return Map.of(
        "sha1", sha1,
        "branch", settings.get("ceph_branch"),
        "version", version,
        "major", version.replaceFirst("\\..*", ""),
        "repo", settings.get("ceph_repo"),
        "flavor", settings.get("flavor"),
        "arch", settings.get("arch"),
        "platforms", settings.get("platforms"),
        "distros", distros(settings.get("platforms")));
  }

  /** {@code centos9 noble} for {@code centos-9-default,ubuntu-noble-default}. */
  private static String distros(String platforms) {
    return Arrays.stream(platforms.split(",", -1))
        .map(platform -> platform.split("-", 3))
        .map(parts -> NAMED.contains(parts[0]) ? parts[1] : parts[0] + parts[1])
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
