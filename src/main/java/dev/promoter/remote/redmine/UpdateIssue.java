package dev.promoter.remote.redmine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.suites.Overview;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the table of a release in its tracker issue: as one block of the description or as notes.
 * Writes nothing without an issue, and nothing where {@code skip_tracker_update} says so.
 */
public final class UpdateIssue implements ErrandRunner {
  private static final String CONTENT = "content";
  private static final String MODE = "mode";
  private static final String NOTES = "notes";

  private final Trackers trackers;

  /** Writes to the tracker of each release. */
  public UpdateIssue(Trackers trackers) {
    this.trackers = trackers;
  }

  @Override
  public String kind() {
    return "update-issue";
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    Settings settings = release.settings();
    Optional<String> issue = Trackers.wanted(settings);
    Optional<Overview> overview = Overview.of(judged.facts().annex());
    if (issue.isEmpty() || overview.isEmpty()) {
      return List.of();
    }
    return List.of(table(release, judged, overview.get(), issue.get()));
  }

  private Action table(Release release, Judged judged, Overview overview, String issue) {
    Formatting formatting = Trackers.formatting(release.settings());
    String mode = release.settings().get("redmine_mode");
    return new Action(
        kind(),
        mode.equals(NOTES)
            ? "note the table in issue " + issue
            : "keep the table of issue " + issue,
        judged.facts().candidate(),
        Map.of(
            MODE,
            mode,
            CONTENT,
            new TableText(formatting).of(Tables.of(release, judged, overview))));
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return trackers.observe(release, entry(release, action));
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    return trackers.write(release, () -> entry(release, action));
  }

  private Entry entry(Release release, Action action) {
    return trackers.entry(
        release, action.candidate(), "", action.setting(MODE), action.setting(CONTENT));
  }
}
