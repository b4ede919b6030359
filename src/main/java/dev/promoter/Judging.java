package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import java.util.List;
import java.util.Optional;

/**
 * Judges what the outside says now, and writes nothing.
 *
 * @param opening opens what is needed
 */
record Judging(Opening opening) {
  ReleaseReport explain(ReleaseName name, Optional<LinkName> target, Optional<String> candidate) {
    Configuration configuration = opening.configuration(true);
    LoadedRelease loaded = new Lookup(configuration).chosen(List.of(name)).get(0);
    if (!(loaded instanceof LoadedRelease.Accepted accepted)) {
      return refused(loaded, Program.lines(loaded.problems()).orElse("refused"));
    }
    Release release = accepted.release();
    target.ifPresent(link -> Lookup.targets(release, link));
    Services opened = opening.services(configuration);
    return Program.lines(opened.firstRuleProblems())
        .map(sentence -> refused(loaded, sentence))
        .orElseGet(() -> opened.cycle().explain(release, target, candidate));
  }

  private ReleaseReport refused(LoadedRelease release, String sentence) {
    return ReleaseReport.refused(release.name(), release.file(), sentence, opening.now());
  }
}
