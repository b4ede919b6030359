package dev.promoter.remote.redmine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.HttpPool;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tracker issues of releases.
 *
 * @param secrets where keys are found, by the names that releases give
 * @param clock tells as of when a text is
 */
public record Trackers(HttpPool http, Secrets secrets, InstantSource clock) {
  /** The issue that a release keeps up to date; empty when it has none, or writes nothing there. */
  public static Optional<String> wanted(Settings settings) {
    return settings.isTrue("skip_tracker_update")
        ? Optional.empty()
        : settings.find("tracker_issue_id").filter(id -> !id.isBlank());
  }

  /** The server of a release. */
  public Redmine server(Release release) {
    Settings settings = release.settings();
    return Redmine.at(
        URI.create(settings.get("redmine_url")),
        http.client(release),
        settings.get("redmine_key_secret"),
        secrets);
  }

  /**
   * Makes sure that the issue of a release is there, open, and of its project; writes nothing.
   *
   * @throws RemoteException when it is not, or cannot be read
   */
  public void requireWritable(Release release) {
    issue(release).requireWritable();
  }

  private TrackerIssue issue(Release release) {
    Settings settings = release.settings();
    return new TrackerIssue(
        server(release),
        Long.parseLong(settings.get("tracker_issue_id")),
        settings.find("redmine_project").filter(name -> !name.isBlank()));
  }

  /** Whether an entry stands in the issue of a release; empty when that cannot be told. */
  Optional<Outcome> observe(Release release, Entry entry) {
    return issue(release).observe(entry);
  }

  /**
   * Writes an entry into the issue of a release. What a person can put right, such as a closed
   * issue, is tried again by the next round.
   *
   * @param entry makes it; what cannot be read for it is tried again, too
   */
  Outcome write(Release release, Supplier<Entry> entry) {
    try {
      Outcome outcome = issue(release).write(entry.get());
      return outcome.achieved() ? outcome : new Outcome.Retry(outcome.detail());
    } catch (RemoteException unread) {
      return new Outcome.Retry(unread.sentence());
    }
  }

  static Formatting formatting(Settings settings) {
    return Formatting.of(settings.get("redmine_format")).orElse(Formatting.TEXTILE);
  }

  /**
   * A text that stands in the issue, in the description or as a note.
   *
   * @param part what it is besides the table, which has no name
   * @param mode the setting {@code redmine_mode}
   */
  Entry entry(Release release, Candidate candidate, String part, String mode, String content) {
    Stamp stamp =
        new Stamp(
            release.name().value().replaceAll("[^A-Za-z0-9._:/+-]", "-") + part,
            release.settings().get("release_version"),
            candidate.id(),
            clock.instant());
    return mode.equals("notes")
        ? new Entry.Comment(stamp, content)
        : new Entry.Description(stamp, content);
  }
}
