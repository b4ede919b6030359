package dev.promoter.config;

import dev.promoter.domain.Problem;
import dev.promoter.domain.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Reads a configuration directory: promoter.ini, which may be absent, and {@code releases/**}{@code
 * /*.ini}. One broken release file never affects another one.
 */
public final class ConfigLoader {
  private static final String DATABASE_PASSWORD = "DATABASE_PASSWORD";

  private ConfigLoader() {}

  /**
   * Reads everything anew. Never throws because of what stands in the files, or because they are
   * missing: that is among the problems.
   *
   * @param configDir as the operator typed it; problems name files in the same way
   */
  public static Configuration load(Path configDir, Surroundings surroundings) {
    return load(
        configDir, surroundings, (loader, problems) -> releases(configDir, loader, problems));
  }

  /**
   * Reads promoter.ini if it is there, and makes the one release that the parameters describe.
   *
   * @param parameters with names that {@link ParameterRelease#unknown} knows
   */
  public static Configuration load(
      Path configDir, Surroundings surroundings, List<Map.Entry<String, String>> parameters) {
    return load(
        configDir,
        surroundings,
        (loader, problems) -> List.of(ParameterRelease.load(parameters, loader)));
  }

  private static Configuration load(
      Path configDir,
      Surroundings surroundings,
      BiFunction<ReleaseLoader, Problems, List<LoadedRelease>> found) {
    Places places = Places.of(configDir, surroundings.environment());
    Problems problems = new Problems(configDir.resolve(DaemonLoader.FILE).toString());
    DaemonLoader.Loaded daemon = DaemonLoader.load(places, surroundings, problems);
    FileSecrets secrets =
        new FileSecrets(surroundings.environment(), daemon.settings().secretFiles());
    ReleaseLoader loader =
        new ReleaseLoader(
            places, daemon.defaults(), secrets, surroundings.workflows(), surroundings.dryRun());
    Problems folder = new Problems(configDir.resolve(ReleaseFiles.FOLDER).toString());
    List<LoadedRelease> releases = found.apply(loader, folder);
    checkFreezes(daemon.file(), releases, problems);
    SecretsCheck check = new SecretsCheck(secrets, problems.file(), daemon.secretLines());
    List<Problem> all = new ArrayList<>(problems.sorted());
    all.addAll(check.run(secretNames(daemon.settings(), releases)));
    all.addAll(folder.sorted());
    all.sort(Problems.ORDER);
    return new Configuration(daemon.settings(), daemon.defaults().values(), releases, all);
  }

  /** Only where every release is known: the target may be one of a file that is refused. */
  private static void checkFreezes(
      IniFile daemon, List<LoadedRelease> releases, Problems problems) {
    List<Target> targets =
        releases.stream()
            .filter(LoadedRelease.Accepted.class::isInstance)
            .flatMap(one -> ((LoadedRelease.Accepted) one).release().targets().stream())
            .toList();
    boolean allKnown = releases.stream().allMatch(LoadedRelease.Accepted.class::isInstance);
    if (allKnown && !targets.isEmpty()) {
      new FreezeCheck(daemon, targets, true, problems).run();
    }
  }

  private static List<LoadedRelease> releases(
      Path configDir, ReleaseLoader loader, Problems problems) {
    if (!Files.isDirectory(configDir)) {
      problems.error(
          0, "", "", "there is no configuration directory " + configDir + "; see --config");
      return List.of();
    }
    if (!Files.isDirectory(configDir.resolve(ReleaseFiles.FOLDER))) {
      problems.warning(0, "", "", "is not a directory, so there is no release");
      return List.of();
    }
    List<LoadedRelease> releases =
        ReleaseFiles.find(configDir, problems).entrySet().stream()
            .map(entry -> loader.load(entry.getKey(), entry.getValue()))
            .toList();
    if (releases.isEmpty()) {
      problems.warning(0, "", "", "holds no .ini file, so there is no release");
    }
    return releases;
  }

  private static List<String> secretNames(DaemonSettings daemon, List<LoadedRelease> releases) {
    return Stream.concat(
            Stream.concat(
                Stream.of(DATABASE_PASSWORD), daemon.mail().map(MailSettings::secret).stream()),
            releases.stream()
                .filter(LoadedRelease.Accepted.class::isInstance)
                .map(LoadedRelease.Accepted.class::cast)
                .map(accepted -> accepted.release().settings())
                .flatMap(settings -> settings.values().entrySet().stream())
                .filter(option -> option.getKey().endsWith("_secret"))
                .map(Map.Entry::getValue))
        .distinct()
        .toList();
  }
}
