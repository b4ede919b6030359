package dev.promoter.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The links of one builder and the aggregates behind them (contract dlrn.md section 4). Not safe
 * for threads by itself: the builder guards it.
 */
final class Repository {
  private static final List<String> AGGREGATE_FILES =
      List.of("delorean.repo", "delorean.repo.md5", "versions.csv");

  private final String address;

  /** Link to build, on a single-pipeline builder. */
  private final SortedMap<String, Build> links = new TreeMap<>();

  /** Component to link to build, on a component builder. */
  private final SortedMap<String, SortedMap<String, Build>> componentLinks = new TreeMap<>();

  /** Link to aggregate hash to the files of that aggregate; the last is the current one. */
  private final SortedMap<String, LinkedHashMap<String, Aggregate>> aggregates = new TreeMap<>();

  /** What stands in one directory of an aggregate. */
  record Aggregate(String hash, String repo, String versions) {}

  Repository(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  /** Points a link, or the link of the build's component, to the build. */
  void point(String link, Build build) {
    String component = build.component();
    SortedMap<String, Build> place =
        component == null
            ? links
            : componentLinks.computeIfAbsent(component, name -> new TreeMap<>());
    place.put(link, build);
  }

  /**
   * Writes the aggregate of a link anew from all components that have the link: their repo files in
   * alphabetical order of the components, a newline after each; its hash is the MD5 of that.
   */
  String aggregate(String link) {
    StringBuilder repo = new StringBuilder();
    StringBuilder versions = new StringBuilder(BuildFiles.VERSIONS_HEADER);
    for (SortedMap<String, Build> component : componentLinks.values()) {
      Build build = component.get(link);
      if (build != null) {
        repo.append(BuildFiles.repo(address, build)).append('\n');
        versions.append(BuildFiles.versionsLine(build));
      }
    }
    String hash = Build.digest("MD5", repo.toString());
    LinkedHashMap<String, Aggregate> known =
        aggregates.computeIfAbsent(link, name -> new LinkedHashMap<>());
    known.remove(hash);
    known.put(hash, new Aggregate(hash, repo.toString(), versions.toString()));
    return hash;
  }

  Optional<Build> build(String link) {
    return Optional.ofNullable(links.get(link));
  }

  Optional<Build> build(String component, String link) {
    return Optional.ofNullable(componentLinks.getOrDefault(component, new TreeMap<>()).get(link));
  }

  Optional<Aggregate> aggregate(String link, String hash) {
    return Optional.ofNullable(aggregates.getOrDefault(link, new LinkedHashMap<>()).get(hash));
  }

  Optional<Aggregate> currentAggregate(String link) {
    return aggregates.getOrDefault(link, new LinkedHashMap<>()).values().stream()
        .reduce((older, newer) -> newer);
  }

  /** All symbolic links of the tree: the path, and what it points to, both relative. */
  SortedMap<String, String> links() {
    SortedMap<String, String> all = new TreeMap<>();
    links.forEach((link, build) -> all.put(link, build.shelf()));
    componentLinks.forEach(
        (component, names) ->
            names.forEach(
                (link, build) -> all.put("component/" + component + "/" + link, build.shelf())));
    for (Map.Entry<String, LinkedHashMap<String, Aggregate>> entry : aggregates.entrySet()) {
      String link = entry.getKey();
      String hash = currentAggregate(link).orElseThrow().hash();
      AGGREGATE_FILES.forEach(
          file -> all.put(link + "/" + file, Build.shelf(hash) + hash + "/" + file));
    }
    return all;
  }
}
