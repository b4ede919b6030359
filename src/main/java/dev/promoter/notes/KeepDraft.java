package dev.promoter.notes;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.TargetReport.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a draft of the release notes in a file, once for a commit whose suites have all ended,
 * whatever the result. A file that is there already, with whatever people made of it, is kept
 * beside it.
 */
public final class KeepDraft implements ErrandRunner {
  private static final String FILE = "file";

  private final Drafts drafts;
  private final DraftDue due;
  private final Path directory;

  /**
   * Keeps drafts.
   *
   * @param directory where those are kept of which nobody says where
   */
  public KeepDraft(Drafts drafts, DraftDue due, Path directory) {
    this.drafts = drafts;
    this.due = due;
    this.directory = directory;
  }

  @Override
  public String kind() {
    return "draft-notes";
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    return due
        .of(release, judged)
        .map(
            content -> {
              Map<String, String> settings = new HashMap<>(content);
              settings.put(FILE, file(release).toString());
              return new Action(
                  kind(), "draft the release notes", judged.facts().candidate(), settings);
            })
        .stream()
        .toList();
  }

  private Path file(Release release) {
    return release
        .settings()
        .find("notes_file")
        .map(Path::of)
        .orElse(directory.resolve(release.name().value() + ".md"));
  }

  /** Writing it again changes nothing. */
  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return Optional.empty();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    Path file = Path.of(action.setting(FILE)).toAbsolutePath();
    try {
      Draft draft = drafts.of(release, action.candidate().id());
      write(file, draft.text());
      return new Outcome.Done(file + lookedAt(draft.warnings().size()));
    } catch (RemoteException unread) {
      return new Outcome.Retry(unread.sentence());
    } catch (IOException fault) {
      return new Outcome.Retry("the draft cannot be written to " + file + ": " + fault);
    }
  }

  private static String lookedAt(int warnings) {
    return switch (warnings) {
      case 0 -> "";
      case 1 -> "; 1 thing is to be looked at";
      default -> "; %d things are to be looked at".formatted(warnings);
    };
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.exists(file)) {
      if (Files.readString(file).equals(text)) {
        return;
      }
      Path earlier = file.resolveSibling(file.getFileName() + ".before");
      Files.copy(file, earlier, StandardCopyOption.REPLACE_EXISTING);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
