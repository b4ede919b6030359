package dev.promoter.remote.dlrn;

import dev.promoter.domain.Candidate;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Excerpt;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file {@code versions.csv} of a candidate: which source commits its packages were built from
 * (contract dlrn.md section 4). Columns are found by their heads, because they differ by age.
 */
final class VersionsFile {
  /** A builder has some thousand packages of 300 bytes each. */
  private static final int LARGEST = 8 * 1024 * 1024;

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

  private final DlrnClient client;

  VersionsFile(DlrnClient client) {
    this.client = client;
  }

  /**
   * The source commit of a project; of an aggregate, whichever component has it.
   *
   * @param link the link below whose directory the files of an aggregate are kept
   * @throws dev.promoter.engine.RemoteException when the file or the project is missing
   */
  String commit(Candidate candidate, String link, String project) {
    Call call =
        Call.get(
                DlrnClient.SYSTEM,
                "read which commit of %s is in %s".formatted(project, candidate.id()),
                URI.create(
                    client.settings().repository()
                        + "/"
                        + BuildDirectory.of(candidate, link)
                        + "/versions.csv"))
            .below("repo_url", client.settings().repository().toString())
            .following()
            .atMost(LARGEST);
    String[] lines = client.file(call).text().split("\\R");
    List<String> head = cells(lines[0]);
    int name = head.indexOf("Project");
    int source = head.indexOf("Source Sha");
    if (name < 0 || source < 0) {
      throw call.fault("the file has no columns Project and Source Sha", 200, false);
    }
    String commit =
        find(lines, name, source, project)
            .orElseThrow(() -> call.fault("the file does not name " + project, 200, false));
    if (!COMMIT.matcher(commit).matches()) {
      throw call.fault(
          "the Source Sha of %s is no commit: '%s'".formatted(project, Excerpt.of(commit)),
          200,
          false);
    }
    return commit;
  }

  private static Optional<String> find(String[] lines, int name, int source, String project) {
    for (int i = 1; i < lines.length; i++) {
      List<String> cells = cells(lines[i]);
      if (cells.size() > Math.max(name, source) && cells.get(name).equals(project)) {
        return Optional.of(cells.get(source));
      }
    }
    return Optional.empty();
  }

  /** A value may be quoted; a quote within it is doubled. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
