package dev.promoter;

import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.StatusBoard.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The status of the store together with what the files say now. */
final class StatusRows {
  private StatusRows() {}

  /** One row per release that has a file or once had a round, by name. */
  static List<Row> merge(List<Row> stored, List<LoadedRelease> files) {
    Map<ReleaseName, Row> rows = new TreeMap<>();
    stored.forEach(row -> rows.put(row.release(), row));
    for (LoadedRelease file : files) {
      Row row = rows.getOrDefault(file.name(), blank(file));
      rows.put(file.name(), file instanceof LoadedRelease.Refused ? refused(row, file) : row);
    }
    return List.copyOf(rows.values());
  }

  /** One of them. */
  static Optional<Row> merge(Optional<Row> stored, ReleaseName release, List<LoadedRelease> files) {
    List<LoadedRelease> own = files.stream().filter(file -> file.name().equals(release)).toList();
    return merge(stored.stream().toList(), own).stream().findFirst();
  }

  private static Row blank(LoadedRelease file) {
    return new Row(file.name(), file.file(), Optional.empty(), Optional.empty(), false, "", "");
  }

  private static Row refused(Row row, LoadedRelease file) {
    return new Row(
        row.release(),
        file.file(),
        row.startedAt(),
        row.finishedAt(),
        row.failed(),
        row.summary(),
        Program.lines(file.problems()).orElse(""));
  }
}
