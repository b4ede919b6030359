package dev.promoter.config;

import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import java.util.List;

/** What became of one release file. */
public sealed interface LoadedRelease {
  /** The name the file gives its release. */
  ReleaseName name();

  /** The file, as operators should see it. */
  String file();

  /** Warnings of an accepted file, everything found in a refused one; by line. */
  List<Problem> problems();

  /** Changes when the file or the defaults it takes change. */
  String fingerprint();

  /**
   * The file is good.
   *
   * @param release what it says, with all defaults
   * @param warnings by line; may be empty
   * @param fingerprint changes when the file or the defaults it takes change
   */
  record Accepted(Release release, List<Problem> warnings, String fingerprint)
      implements LoadedRelease {
    public Accepted {
      warnings = List.copyOf(warnings);
    }

    @Override
    public ReleaseName name() {
      return release.name();
    }

    @Override
    public String file() {
      return release.file();
    }

    @Override
    public List<Problem> problems() {
      return warnings;
    }
  }

  /**
   * The file, or the defaults it takes, must be mended first.
   *
   * @param name its name
   * @param file the file
   * @param problems errors and warnings; those of a broken {@code [defaults]} section name
   *     promoter.ini
   * @param fingerprint changes when the file or the defaults it takes change
   */
  record Refused(ReleaseName name, String file, List<Problem> problems, String fingerprint)
      implements LoadedRelease {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
