package dev.promoter.notes;

import dev.promoter.domain.Facts;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.TargetReport.Judged;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When release notes are drafted: once the suites of a commit have all ended, whatever the result,
 * where the release says what its notes begin after.
 *
 * @param ended whether nothing more is expected of the suites
 */
public record DraftDue(Predicate<Facts> ended) {
  /** What decides about the text besides the commit; empty while no draft is due. */
  public Optional<Map<String, String>> of(Release release, Judged judged) {
    Settings settings = release.settings();
    boolean released = judged.facts().standing().relation() == Relation.CURRENT;
    return settings
        .find("notes_since")
        .filter(ref -> !ref.isBlank())
        .filter(ref -> released || ended.test(judged.facts()))
        .map(ref -> Map.of("since", ref, "strict", settings.get("notes_strict")));
  }
}
