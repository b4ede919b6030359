package dev.promoter.remote.redmine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Template;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.suites.Overview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the tracker issue of a release up to date: the table of its suites as one block of the
 * description or as notes, then status and custom fields. Writes nothing without an issue, and
 * nothing where {@code skip_tracker_update} says so.
 */
public final class UpdateIssue implements ErrandRunner {
  private static final String CONTENT = "content";
  private static final String MODE = "mode";
  private static final String STATUS = "status";
  private static final String FIELDS = "fields";
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
    List<Action> actions = new ArrayList<>();
    actions.add(table(release, judged, overview.get(), issue.get()));
    fields(settings, judged.facts().candidate(), overview.get(), issue.get())
        .ifPresent(actions::add);
    return actions;
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

  private Optional<Action> fields(
      Settings settings, Candidate candidate, Overview overview, String issue) {
    Optional<String> status =
        Optional.ofNullable(
            pairs(settings.find("redmine_status").orElse(""))
                .get(overview.overall().toLowerCase(Locale.ROOT)));
    Map<String, List<String>> values = new TreeMap<>();
    Map<String, String> known =
        Map.of(
            "version", settings.get("release_version"),
            "branch", settings.get("ceph_branch"),
            "sha1", candidate.id(),
            "verdict", overview.overall());
    pairs(settings.find("redmine_fields").orElse(""))
        .forEach(
            (field, text) ->
                values.put(field, List.of(Template.fill(text, known).split("\\|", -1))));
    if (status.isEmpty() && values.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Action(
            kind(),
            "set status and fields of issue " + issue,
            candidate,
            Map.of(MODE, FIELDS, STATUS, status.orElse(""), FIELDS, json(values))));
  }

  /** As the options are settled: {@code name=value,name=value}. */
  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : text.split(",", -1)) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        pairs.put(pair.substring(0, sign).strip(), pair.substring(sign + 1).strip());
      }
    }
    return pairs;
  }

  private static String json(Map<String, List<String>> values) {
    try {
      return Json.MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, List<String>> values(String json) {
    try {
      return Json.MAPPER.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException foreign) {
      throw new IllegalArgumentException("the journal holds fields of another version", foreign);
    }
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
    String mode = action.setting(MODE);
    if (mode.equals(FIELDS)) {
      return new Entry.Fields(
          Optional.of(action.setting(STATUS)).filter(status -> !status.isEmpty()),
          values(action.setting(FIELDS)));
    }
    return trackers.entry(release, action.candidate(), "", mode, action.setting(CONTENT));
  }
}
