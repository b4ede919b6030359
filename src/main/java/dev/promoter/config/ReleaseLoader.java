package dev.promoter.config;

import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.engine.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads one release file. Finds every problem in it before it refuses it; knows no other file.
 *
 * @param places where paths lead to
 * @param defaults for what the file leaves open
 * @param secrets where its password must be
 * @param workflows the kinds of release work there are
 * @param dryRun whether no release will write, whatever its file says
 */
record ReleaseLoader(
    Places places, Defaults defaults, Secrets secrets, Set<String> workflows, boolean dryRun) {
  LoadedRelease load(ReleaseName name, Path path) {
    String file = path.toString();
    Problems problems = new Problems(file);
    Optional<TextFile> text = TextFile.read(path, problems);
    String fingerprint =
        Fingerprint.of(
            text.map(TextFile::fingerprint).orElse("unreadable"), defaults.fingerprint());
    Optional<Release> release =
        text.map(lines -> release(name, file, IniFile.parse(lines, problems), problems));
    if (release.isPresent() && !problems.broken() && defaults.faults().isEmpty()) {
      return new LoadedRelease.Accepted(release.get(), problems.sorted(), fingerprint);
    }
    List<Problem> all = new ArrayList<>(problems.sorted());
    all.addAll(defaults.faults());
    all.sort(Problems.ORDER);
    return new LoadedRelease.Refused(name, file, all, fingerprint);
  }

  private Release release(ReleaseName name, String file, IniFile ini, Problems problems) {
    Optional<IniSection> main = ini.section(Targets.MAIN);
    if (main.isEmpty()) {
      problems.error(0, "", "", "there is no section [main]");
    }
    IniSection section = main.orElse(IniSection.absent(Targets.MAIN));
    Layer own = Layer.read(section, ReleaseKeys.ALL, problems);
    new LayerCheck(places, workflows, Targets.MAIN, problems).run(own);
    NamedSections sections = NamedSections.read(ini, places, problems).over(defaults.sections());
    Settings settings = settings(own, sections);
    boolean writesNothing = settings.isTrue("dry_run");
    if (main.isPresent()) {
      new AccessCheck(own, section.line(), settings, secrets, problems)
          .run(writesNothing || dryRun);
      new ImagesCheck(own, section.line(), settings, problems).run();
      new ContainersCheck(own, section.line(), settings, secrets, problems)
          .run(writesNothing || dryRun);
    }
    List<Target> targets = Targets.read(ini, problems);
    return new Release(
        name,
        file,
        settings.get("workflow"),
        targets,
        writesNothing,
        Integer.parseInt(settings.get("latest_hashes_count")),
        Durations.parse(settings.get("round_limit")),
        settings);
  }

  private Settings settings(Layer own, NamedSections sections) {
    List<Layer> layers = Stream.concat(Stream.of(own), defaults.layers().stream()).toList();
    return new MainSection(layers, sections, places).settle();
  }
}
