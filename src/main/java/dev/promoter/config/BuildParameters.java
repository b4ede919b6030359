package dev.promoter.config;

import dev.promoter.domain.Nearest;
import dev.promoter.domain.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The sections {@code [build_parameters JOB]}: what a Jenkins job is given. Jobs differ in the
 * names of their parameters, and Jenkins drops those it does not know without a word (contract
 * ceph.md section 5).
 */
final class BuildParameters {
  static final String KIND = "build_parameters";
  static final Pattern JOB =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*");

  /** What is known of a release when its build is triggered. */
  static final List<String> PLACES =
      List.of(
          "sha1", "branch", "version", "major", "repo", "flavor", "arch", "platforms", "distros");

  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Map<String, String> USUAL =
      Map.of("CEPH_REPO", "${repo}", "CEPH_BRANCH", "${branch}", "CEPH_SHA1", "${sha1}");
  private static final Map<String, Map<String, String>> KNOWN =
      Map.of(
          "sample-ceph-pipeline",
          Map.of(
              "CEPH_REPO", "${repo}",
              "CEPH_BRANCH", "${branch}",
              "CEPH_SHA1", "${sha1}",
              "BASE_VERSION", "${major}.0.0",
              "FLAVOR", "${flavor}"),
          "ceph-dev-pipeline",
          Map.of(
              "BRANCH", "${branch}",
              "SHA1", "${sha1}",
              "CEPH_REPO", "ceph",
              "DISTROS", "${distros}",
              "ARCHS", "${arch}",
              "FLAVORS", "${flavor}"),
          "ceph-release-pipeline",
          Map.of(
              "BRANCH", "${branch}",
              "VERSION", "${version}",
              "DISTROS", "${distros}",
              "ARCHS", "${arch}"));

  private BuildParameters() {}

  /** What a job is given of which no section says anything. */
  static Map<String, String> usual(String job) {
    return KNOWN.getOrDefault(job, USUAL);
  }

  /** Reads and checks a section; leaves out what is wrong. */
  static Map<String, String> read(IniSection section, Problems problems) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (IniEntry entry : section.entries()) {
      List<String> unknown = Template.unknown(entry.value(), PLACES);
      if (!PARAMETER.matcher(entry.key()).matches()) {
        error(section, entry, problems, "is not the name of a parameter (letters, digits, '_')");
      } else if (entry.bare()) {
        error(section, entry, problems, "has no value; write '" + entry.key() + ": ...'");
      } else if (!unknown.isEmpty()) {
        error(
            section,
            entry,
            problems,
            "nothing is known as ${" + unknown.get(0) + "}" + Nearest.hint(unknown.get(0), PLACES));
      } else {
        parameters.put(entry.key(), entry.value());
      }
    }
    if (section.entries().isEmpty()) {
      problems.error(
          section.line(),
          section.name(),
          "",
          "names no parameter; write 'PARAMETER: ${sha1}' lines");
    }
    return parameters;
  }

  private static void error(
      IniSection section, IniEntry entry, Problems problems, String sentence) {
    problems.error(entry.line(), section.name(), entry.key(), sentence);
  }
}
