package dev.promoter.remote.redmine;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.notes.DraftDue;
import dev.promoter.notes.Drafts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the draft of the release notes in the tracker issue, in a place of its own beside the
 * table: for a commit once, and for a later commit in place of the one before.
 */
public final class PostDraft implements ErrandRunner {
  /** Behind the name of the release in the marker lines. */
  private static final String PART = "/notes";

  private static final String MODE = "mode";

  private final Trackers trackers;
  private final Drafts drafts;
  private final DraftDue due;

  /** Writes to the tracker of each release. */
  public PostDraft(Trackers trackers, Drafts drafts, DraftDue due) {
    this.trackers = trackers;
    this.drafts = drafts;
    this.due = due;
  }

  @Override
  public String kind() {
    return "post-draft";
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    Settings options = release.settings();
    Optional<String> issue =
        Trackers.wanted(options).filter(id -> options.isTrue("notes_in_tracker"));
    Optional<Map<String, String>> content = due.of(release, judged);
    if (issue.isEmpty() || content.isEmpty()) {
      return List.of();
    }
    Map<String, String> settings = new HashMap<>(content.get());
    settings.put(MODE, options.get("redmine_mode"));
    return List.of(
        new Action(
            kind(),
            "put the draft of the release notes into issue " + issue.get(),
            judged.facts().candidate(),
            settings));
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return trackers.observe(release, entry(release, action));
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    return trackers.write(release, () -> entry(release, action));
  }

  /** The draft is made anew: what was read for it before is still known. */
  private Entry entry(Release release, Action action) {
    String text = drafts.of(release, action.candidate().id()).text();
    Formatting formatting = Trackers.formatting(release.settings());
    return trackers.entry(
        release,
        action.candidate(),
        PART,
        action.setting(MODE),
        Verbatim.of(formatting, "Draft of the release notes", text));
  }
}
