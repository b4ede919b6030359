package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the present state of each release, kept in the store so that every command can show it. */
public interface StatusBoard {
  /** A round began. */
  void began(ReleaseName release, String file, Instant at);

  /** A round ended; {@code summary} is one sentence, {@code failed} as in the exit code. */
  void ended(ReleaseName release, boolean failed, String summary, Instant at);

  /** The file of a release was refused, with its problems as lines; empty text clears it. */
  void configuration(ReleaseName release, String file, String problems, Instant at);

  /** Forgets a release whose file is gone. */
  void remove(ReleaseName release);

  /** All releases, by name. */
  List<Row> rows();

  /** One release. */
  default Optional<Row> row(ReleaseName release) {
    return rows().stream().filter(row -> row.release().equals(release)).findFirst();
  }

  /**
   * One release.
   *
   * @param release its name
   * @param file its INI file
   * @param startedAt when the last round began, UTC
   * @param finishedAt when the last completed round ended, UTC; older than {@code startedAt} while
   *     one runs
   * @param failed whether the last completed round failed
   * @param summary the last completed round as a sentence; may be empty
   * @param problems why its file is refused at present; empty when it is accepted
   */
  record Row(
      ReleaseName release,
      String file,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      boolean failed,
      String summary,
      String problems) {}
}
