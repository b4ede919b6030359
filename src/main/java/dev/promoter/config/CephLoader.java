package dev.promoter.config;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.suites.SuiteSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts one release of Ceph together. Every option of a required suite is among the settings as
 * {@code suite <name> <option>}, every lead as {@code lead <suite or step>}, and every parameter of
 * a build job as {@code build_parameters <job> <parameter>}.
 */
final class CephLoader {
  /** The tip of the branch, or the given commit: there is no second one. */
  private static final int CANDIDATES = 1;

  private final CephTarget target;
  private final Map<String, String> values = new LinkedHashMap<>();

  CephLoader(IniFile file, Problems problems) {
    this.target = new CephTarget(file, problems);
  }

  /**
   * Reads what stands in the file.
   *
   * @param layers its own options first
   * @param sections the named sections it may use
   */
  Release load(
      ReleaseName name, String file, List<Layer> layers, NamedSections sections, Places places) {
    Layer own = layers.get(0);
    Optional<Routes.Route> route = target.route();
    values.putAll(
        new CephSection(layers, places)
            .settle(
                route.map(it -> it.target().value()).orElse(""),
                route.map(it -> it.source().value()).orElse("")));
    Optional<String> list = Optional.ofNullable(values.get("suite_list_source"));
    route.ifPresent(it -> target.readSuites(it, list, own.find("suite_list_source")));
    target.reportUnused(route);
    values.putAll(sections.flat());
    addLeads();
    target.suites().values().forEach(suite -> SuiteSettings.add(suite, values));
    addBuildParameters(sections);
    Settings settings = new Settings(values);
    List<Target> targets = route.flatMap(target::target).stream().toList();
    return new Release(
        name,
        file,
        CephKeys.WORKFLOW,
        targets,
        settings.isTrue("dry_run"),
        CANDIDATES,
        Durations.parse(settings.get("round_limit")),
        settings);
  }

  /** Looks at what is right option by option; to be called after {@link #load}. */
  void check(CephCheck check, Optional<LinkName> source) {
    check.run(target);
    source.ifPresent(check::compareBranch);
  }

  /** Changes when a list of suites changes. */
  String fingerprint() {
    return target.fingerprint();
  }

  private void addLeads() {
    for (String pair : values.getOrDefault("lead", "").split(",", -1)) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        values.put("lead " + pair.substring(0, sign), pair.substring(sign + 1));
      }
    }
  }

  private void addBuildParameters(NamedSections sections) {
    String job = values.getOrDefault("build_job_name", "");
    String header = BuildParameters.KIND + " " + job;
    if (!sections.byHeader().containsKey(header)) {
      BuildParameters.usual(job)
          .forEach((parameter, text) -> values.put(header + " " + parameter, text));
    }
  }
}
