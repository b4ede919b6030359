package dev.promoter;

import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.notes.Draft;
import dev.promoter.notes.Drafts;
import dev.promoter.notes.Issues;
import dev.promoter.notes.Merge;
import dev.promoter.notes.NotesRequest;
import dev.promoter.remote.git.Git;
import dev.promoter.remote.github.GitHub;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.redmine.Redmine;
import dev.promoter.remote.redmine.Relations;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Joins what a draft is made from: the history, the pull requests, and the issues they name. */
final class ReleaseNotes implements Drafts {
  /** A round does not wait longer for the server's limit; what was read by then is kept. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Git git;
  private final HttpPool http;
  private final Secrets secrets;
  private final Path mirrors;
  private final InstantSource clock;
  private final Map<Place, GitHub> repositories = new ConcurrentHashMap<>();

  private record Place(String api, String repository, String token) {}

  /**
   * Drafts for all releases.
   *
   * @param mirrors where histories are kept
   */
  ReleaseNotes(Git git, HttpPool http, Secrets secrets, Path mirrors, InstantSource clock) {
    this.git = git;
    this.http = http;
    this.secrets = secrets;
    this.mirrors = mirrors;
    this.clock = clock;
  }

  /** The release as if its file said so; it only reads. */
  static Release asked(Release release, Optional<String> since, boolean strict) {
    Map<String, String> options = new HashMap<>(release.settings().values());
    since.ifPresent(ref -> options.put("notes_since", ref));
    if (strict) {
      options.put("notes_strict", "yes");
    }
    return new Release(
        release.name(),
        release.file(),
        release.workflow(),
        release.targets(),
        true,
        release.candidateLimit(),
        release.roundLimit(),
        new Settings(options));
  }

  @Override
  public Draft of(Release release, String sha1) {
    Settings settings = release.settings();
    String repository = settings.get("ceph_repo");
    String since = tagOrBranch(repository, settings.get("notes_since"));
    Git.Clone mirror =
        git.mirror(mirrors.resolve(folder(repository)), repository, List.of(since, sha1));
    List<Merge> merges = Merge.of(mirror.between(since, sha1));
    NotesRequest request =
        new NotesRequest(
            settings.get("release_version"),
            settings.get("ceph_branch"),
            sha1,
            settings.get("notes_since"),
            "https://github.com/" + settings.get("github_repository"),
            settings.get("redmine_url").replaceAll("/+$", ""),
            NotesRequest.CEPH_COMPONENTS,
            settings.isTrue("notes_strict"));
    return Draft.of(request, merges, gitHub(release), number -> issue(release, number));
  }

  private String tagOrBranch(String repository, String name) {
    String tag = "refs/tags/" + name;
    try {
      git.tip(repository, tag);
      return tag;
    } catch (RemoteException none) {
      if (none.retryable()) {
        throw none;
      }
      return name;
    }
  }

  private static String folder(String repository) {
    return UUID.nameUUIDFromBytes(repository.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Kept from one attempt to the next, with the pull requests it has read. */
  private GitHub gitHub(Release release) {
    Settings settings = release.settings();
    Place place =
        new Place(
            settings.get("github_api_url"),
            settings.get("github_repository"),
            settings.get("github_token_secret"));
    return repositories.computeIfAbsent(
        place,
        it ->
            new GitHub(
                URI.create(it.api()),
                it.repository(),
                http.client(release),
                it.token(),
                secrets,
                clock,
                PATIENCE));
  }

  private Optional<Issues.Issue> issue(Release release, long number) {
    Settings settings = release.settings();
    try {
      Relations relations =
          Redmine.at(
                  URI.create(settings.get("redmine_url")),
                  http.client(release),
                  settings.get("redmine_key_secret"),
                  secrets)
              .relations(number);
      return Optional.of(
          new Issues.Issue(relations.tracker().equalsIgnoreCase("Backport"), relations.copied()));
    } catch (RemoteException fault) {
      if (fault.retryable()) {
        throw fault;
      }
      return Optional.empty(); // unknown, or not shown to us
    }
  }
}
