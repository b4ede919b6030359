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
  /** What was read of a release, and a text that changes when a file it names changes. */
  private record Reading(Release release, String fingerprint) {}

  LoadedRelease load(ReleaseName name, Path path) {
    Problems problems = new Problems(path.toString());
    Optional<TextFile> text = TextFile.read(path, problems);
    return load(
        name,
        text.map(lines -> IniFile.parse(lines, problems)),
        text.map(TextFile::fingerprint).orElse("unreadable"),
        problems);
  }

  /**
   * Makes a release from what was read.
   *
   * @param ini empty when nothing could be read
   * @param content changes when what was read changes
   * @param problems those of reading; names the file
   */
  LoadedRelease load(ReleaseName name, Optional<IniFile> ini, String content, Problems problems) {
    Optional<Reading> reading = ini.map(file -> release(name, file, problems));
    String fingerprint =
        Fingerprint.of(
            content, defaults.fingerprint(), reading.map(Reading::fingerprint).orElse(""));
    if (reading.isPresent() && !problems.broken() && defaults.faults().isEmpty()) {
      return new LoadedRelease.Accepted(reading.get().release, problems.sorted(), fingerprint);
    }
    List<Problem> all = new ArrayList<>(problems.sorted());
    all.addAll(defaults.faults());
    all.sort(Problems.ORDER);
    return new LoadedRelease.Refused(name, problems.file(), all, fingerprint);
  }

  private Reading release(ReleaseName name, IniFile ini, Problems problems) {
    Optional<IniSection> main = ini.section(Targets.MAIN);
    if (main.isEmpty()) {
      problems.error(0, "", "", "there is no section [main]");
    }
    IniSection section = main.orElse(IniSection.absent(Targets.MAIN));
    ReleaseKind kind = ReleaseKind.named(workflow(section));
    Layer own = Layer.read(section, kind, problems);
    new LayerCheck(places, workflows, Targets.MAIN, problems).run(own);
    NamedSections sections = NamedSections.read(ini, places, problems).over(defaults.sections());
    return kind.equals(ReleaseKind.CEPH)
        ? ceph(name, ini, own, section.line(), sections, problems)
        : new Reading(dlrn(name, ini, own, main, sections, problems), "");
  }

  /** What kind of release the file says it is, be it known or not. */
  private String workflow(IniSection section) {
    return section.entries().stream()
        .filter(entry -> entry.key().equals("workflow"))
        .map(IniEntry::value)
        .findFirst()
        .or(
            () ->
                defaults.layers().stream()
                    .flatMap(layer -> layer.find("workflow").stream())
                    .map(Layer.Value::text)
                    .findFirst())
        .orElse(ReleaseKind.DLRN.workflow());
  }

  private Reading ceph(
      ReleaseName name,
      IniFile ini,
      Layer own,
      int mainLine,
      NamedSections sections,
      Problems problems) {
    CephLoader loader = new CephLoader(ini, problems);
    Release release = loader.load(name, problems.file(), layers(own), sections, places);
    loader.check(
        new CephCheck(
            own,
            mainLine,
            release.settings(),
            secrets,
            defaults.mail(),
            problems,
            release.dryRun() || dryRun),
        release.targets().stream().map(Target::source).findFirst());
    new FreezeCheck(ini, release.targets(), problems).run();
    new ApprovalsCheck(ini, release, problems).run();
    return new Reading(release, loader.fingerprint());
  }

  private Release dlrn(
      ReleaseName name,
      IniFile ini,
      Layer own,
      Optional<IniSection> main,
      NamedSections sections,
      Problems problems) {
    Settings settings = new MainSection(layers(own), sections, places).settle();
    boolean writesNothing = settings.isTrue("dry_run");
    if (main.isPresent()) {
      new AccessCheck(own, main.get().line(), settings, secrets, problems)
          .run(writesNothing || dryRun);
      new ImagesCheck(own, main.get().line(), settings, problems).run();
      new ContainersCheck(own, main.get().line(), settings, secrets, problems)
          .run(writesNothing || dryRun);
    }
    List<Target> targets = Targets.read(ini, problems);
    new FreezeCheck(ini, targets, problems).run();
    Release release =
        new Release(
            name,
            problems.file(),
            settings.get("workflow"),
            targets,
            writesNothing,
            Integer.parseInt(settings.get("latest_hashes_count")),
            Durations.parse(settings.get("round_limit")),
            settings);
    new ApprovalsCheck(ini, release, problems).run();
    return release;
  }

  private List<Layer> layers(Layer own) {
    return Stream.concat(Stream.of(own), defaults.layers().stream()).toList();
  }
}
