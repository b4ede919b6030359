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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives the tracker issue of a release the status and the custom fields that its verdict asks for.
 * To be named behind everything else that is written into the issue: the status may close it, and
 * nothing is written into a closed one.
 */
public final class SetFields implements ErrandRunner {
  private static final String STATUS = "status";
  private static final String FIELDS = "fields";

  private final Trackers trackers;

  /** Writes to the tracker of each release. */
  public SetFields(Trackers trackers) {
    this.trackers = trackers;
  }

  @Override
  public String kind() {
    return "set-issue-fields";
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    Settings settings = release.settings();
    Optional<String> issue = Trackers.wanted(settings);
    Optional<Overview> overview = Overview.of(judged.facts().annex());
    if (issue.isEmpty() || overview.isEmpty()) {
      return List.of();
    }
    return fields(settings, judged.facts().candidate(), overview.get(), issue.get()).stream()
        .toList();
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
            Map.of(STATUS, status.orElse(""), FIELDS, json(values))));
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
    return trackers.observe(release, entry(action));
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    return trackers.write(release, () -> entry(action));
  }

  private static Entry entry(Action action) {
    return new Entry.Fields(
        Optional.of(action.setting(STATUS)).filter(status -> !status.isEmpty()),
        values(action.setting(FIELDS)));
  }
}
