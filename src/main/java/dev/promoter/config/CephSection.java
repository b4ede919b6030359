package dev.promoter.config;

import dev.promoter.domain.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills in what a release of Ceph leaves open: from {@code [defaults]}, its target, and the
 * defaults of the pipeline (contract ceph.md sections 1 and 4). Lengths of time are settled in the
 * form of ISO 8601, as in named sections.
 */
final class CephSection {
  static final String BRANCH = "reef";
  static final String VERSION = "20.1.0";

  /** Up to this one, each release named after the letter before. */
  private static final List<String> OLDER =
      List.of("squid", "reef", "quincy", "pacific", "octopus", "nautilus");

  private static final Pattern VERSION_IN_NAME =
      Pattern.compile("(?:^|[^0-9.])(\\d+\\.\\d+\\.\\d+)$");
  private static final Pattern GITHUB =
      Pattern.compile(
          "(?:https?://|git://|ssh://git@|git@)github\\.com[:/]"
              + "([A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+?)(?:\\.git)?/?");

  private final List<Layer> layers;
  private final Places places;
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Prepares one release.
   *
   * @param layers its own file first, then what holds for all releases
   */
  CephSection(List<Layer> layers, Places places) {
    this.layers = List.copyOf(layers);
    this.places = places;
  }

  /**
   * All options with their defaults.
   *
   * @param target what is promoted to; empty when that is not known
   * @param source what is promoted from; empty when that is not known
   */
  Map<String, String> settle(String target, String source) {
    for (Key key : CephKeys.ALL) {
      Optional<String> given = find(key.name());
      String text = given.orElse(key.fallback());
      if (!text.isEmpty()) {
        values.put(key.name(), key.type().equals(ValueType.DURATION) ? iso(key, text) : text);
      }
    }
    values.put("workflow", CephKeys.WORKFLOW);
    values.putIfAbsent("ceph_branch", source.isEmpty() ? BRANCH : source);
    values.putIfAbsent("release_version", version(target));
    values.putIfAbsent("platforms", platforms());
    values.putIfAbsent("github_repository", gitHubName());
    values.computeIfPresent("suite_list_source", (key, text) -> source(text));
    values.computeIfPresent("log_file", (key, text) -> places.expand(text).toString());
    values.computeIfPresent("ca_bundle", (key, text) -> places.resolve(text).toString());
    values.computeIfPresent("notes_file", (key, text) -> places.resolve(text).toString());
    return values;
  }

  /** The engine reads {@code round_limit} as it is written, for every kind of release. */
  private static String iso(Key key, String text) {
    return key.name().equals("round_limit") ? text : Durations.parse(text).toString();
  }

  private Optional<String> find(String key) {
    return layers.stream()
        .flatMap(layer -> layer.find(key).stream())
        .map(Layer.Value::text)
        .findFirst();
  }

  private static String version(String target) {
    Matcher matcher = VERSION_IN_NAME.matcher(target);
    return matcher.find() ? matcher.group(1) : VERSION;
  }

  private String platforms() {
    String branch = values.getOrDefault("ceph_branch", "").toLowerCase(Locale.ROOT);
    boolean older =
        OLDER.stream().anyMatch(name -> branch.matches("(.*[^a-z])?" + name + "([^a-z].*)?"));
    Stream<String> distros =
        older
            ? Stream.of("ubuntu-jammy", "centos-9")
            : Stream.of("ubuntu-noble", "centos-9", "rocky-10");
    return distros
        .map(distro -> distro + "-" + values.getOrDefault("flavor", "default"))
        .collect(Collectors.joining(","));
  }

  private String gitHubName() {
    Matcher matcher = GITHUB.matcher(values.getOrDefault("ceph_repo", ""));
    return matcher.matches() ? matcher.group(1) : "ceph/ceph";
  }

  private String source(String text) {
    String filled =
        Template.fill(
            text,
            Map.of(
                "branch",
                values.getOrDefault("ceph_branch", ""),
                "version",
                values.getOrDefault("release_version", "")));
    return isAddress(filled) ? filled : places.resolve(filled).toString();
  }

  /** Whether a list of suites is on a server and not in a file. */
  static boolean isAddress(String source) {
    return source.regionMatches(true, 0, "http://", 0, 7)
        || source.regionMatches(true, 0, "https://", 0, 8);
  }
}
