package dev.promoter.fakes;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.StatusBoard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A status board that lives as long as the test. */
public final class InMemoryStatusBoard implements StatusBoard {
  private final Map<ReleaseName, Row> rows = new TreeMap<>();

  @Override
  public synchronized void began(ReleaseName release, String file, Instant at) {
    Row row = kept(release);
    put(
        new Row(
            release,
            file,
            Optional.of(at),
            row.finishedAt(),
            row.failed(),
            row.summary(),
            row.problems()));
  }

  @Override
  public synchronized void ended(ReleaseName release, boolean failed, String summary, Instant at) {
    Row row = kept(release);
    put(
        new Row(
            release,
            row.file(),
            row.startedAt(),
            Optional.of(at),
            failed,
            summary,
            row.problems()));
  }

  @Override
  public synchronized void configuration(
      ReleaseName release, String file, String problems, Instant at) {
    Row row = kept(release);
    put(
        new Row(
            release,
            file,
            row.startedAt(),
            row.finishedAt(),
            row.failed(),
            row.summary(),
            problems));
  }

  @Override
  public synchronized void remove(ReleaseName release) {
    rows.remove(release);
  }

  @Override
  public synchronized List<Row> rows() {
    return List.copyOf(rows.values());
  }

  private void put(Row row) {
    rows.put(row.release(), row);
  }

  private Row kept(ReleaseName release) {
    return rows.getOrDefault(
        release, new Row(release, "", Optional.empty(), Optional.empty(), false, "", ""));
  }
}
