package dev.promoter.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Builds, promotion rows and votes of one builder. Every method is atomic. The two revisions rise
 * with each change, so that rendered answers can be kept as long as they hold.
 */
final class Database {
  private final Map<String, List<BuildRecord>> buildsByPair = new LinkedHashMap<>();
  private final Map<String, BuildRecord> buildsByDirectory = new HashMap<>();
  private final Map<Long, List<Vote>> votesByBuild = new LinkedHashMap<>();
  private final Map<String, List<Vote>> votesByAggregate = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private long nextBuild;
  private long rowRevision;
  private long voteRevision;

  Database(long firstBuild) {
    nextBuild = firstBuild;
  }

  synchronized long rowRevision() {
    return rowRevision;
  }

  synchronized long voteRevision() {
    return voteRevision;
  }

  synchronized BuildRecord add(Build build, BuildRecord.Status status) {
    BuildRecord added = new BuildRecord(nextBuild++, build, status);
    buildsByPair.computeIfAbsent(added.pair(), pair -> new ArrayList<>()).add(added);
    buildsByDirectory.put(build.directory(), added);
    buildsChanged();
    return added;
  }

  synchronized void mark(Build build, BuildRecord.Status status) {
    BuildRecord old = record(build);
    BuildRecord marked = old.with(status);
    buildsOf(old.pair()).replaceAll(found -> found.id() == old.id() ? marked : found);
    buildsByDirectory.put(build.directory(), marked);
    buildsChanged();
  }

  /** The build, in whatever state it is. */
  synchronized BuildRecord record(Build build) {
    return buildsOf(BuildRecord.pair(build.commitHash(), build.distroHash())).stream()
        .filter(found -> found.build().equals(build))
        .reduce((first, second) -> second)
        .orElseThrow(
            () -> new IllegalArgumentException("This builder has no build " + build.fullHash()));
  }

  /**
   * What the API finds for these hashes: a successful build, without an extended hash the newest of
   * the pair.
   */
  synchronized Optional<BuildRecord> find(
      String commitHash, String distroHash, String extendedHash) {
    return buildsOf(BuildRecord.pair(commitHash, distroHash)).stream()
        .filter(found -> found.status().known())
        .filter(
            found -> extendedHash.isEmpty() || extendedHash.equals(found.build().extendedHash()))
        .reduce((older, newer) -> newer);
  }

  /** The build whose files stand in this directory of the repository tree. */
  synchronized Optional<BuildRecord> inDirectory(String directory) {
    return Optional.ofNullable(buildsByDirectory.get(directory));
  }

  synchronized List<BuildRecord> builds() {
    return buildsByPair.values().stream().flatMap(Collection::stream).toList();
  }

  synchronized Row addRow(
      String link, Build build, @Nullable String aggregateHash, String user, long timestamp) {
    Row row = new Row(rows.size() + 1L, link, build, aggregateHash, user, timestamp);
    rows.add(row);
    rowRevision++;
    return row;
  }

  /** The rows that match, newest row first (by insertion, not by timestamp). */
  synchronized List<Row> rows(Predicate<Row> wanted) {
    List<Row> found = new ArrayList<>();
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (wanted.test(rows.get(i))) {
        found.add(rows.get(i));
      }
    }
    return found;
  }

  synchronized boolean knowsAggregate(String aggregateHash) {
    return rows.stream().anyMatch(row -> aggregateHash.equals(row.aggregateHash()));
  }

  synchronized void vote(BuildRecord build, Vote vote) {
    votesByBuild.computeIfAbsent(build.id(), id -> new ArrayList<>()).add(vote);
    voteRevision++;
  }

  synchronized void vote(String aggregateHash, Vote vote) {
    votesByAggregate.computeIfAbsent(aggregateHash, hash -> new ArrayList<>()).add(vote);
    voteRevision++;
  }

  synchronized List<Vote> votes(BuildRecord build) {
    return List.copyOf(votesByBuild.getOrDefault(build.id(), List.of()));
  }

  synchronized List<Vote> votes(String aggregateHash) {
    return List.copyOf(votesByAggregate.getOrDefault(aggregateHash, List.of()));
  }

  /** Shows every vote on a build, builds in the order of their insertion. */
  synchronized void eachBuildVote(BiConsumer<BuildRecord, Vote> visitor) {
    builds().forEach(build -> votes(build).forEach(vote -> visitor.accept(build, vote)));
  }

  private List<BuildRecord> buildsOf(String pair) {
    return buildsByPair.getOrDefault(pair, List.of());
  }

  private void buildsChanged() {
    rowRevision++;
    voteRevision++;
  }
}
