package dev.promoter.remote.redmine;

import dev.promoter.domain.Secret;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.RedmineField;
import dev.promoter.sandbox.RedmineServer;
import dev.promoter.sandbox.RedmineUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A tracker with one open issue that people have written in, and ways to reach it. */
final class Scene implements AutoCloseable {
  static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final String TEXT = "h3. Workflow\r\n\r\nrados, fs | TBD\r\n\r\nCurrent SHA1: below\r\n";

  final RedmineServer server = RedmineServer.start(0, "Ceph", InstantSource.fixed(NOON));
  final long issue;
  private final Http http =
      new Http(
          HttpSettings.standard()
              .withRetries(0, Duration.ZERO)
              .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2)));

  Scene() {
    server
        .add(new RedmineUser(5, "relbot", "Release", "Bot", "bot-key", true, true, NOON))
        .add(new RedmineUser(6, "lead", "Rados", "Lead", "lead-key", true, false, NOON))
        .add(new RedmineUser(7, "nobody", "No", "Rights", "no-key", false, false, NOON))
        .add(new RedmineField(1, "Release", false, false, List.of()))
        .add(new RedmineField(2, "Affected Versions", true, false, List.of("v18.2.8")));
    issue = server.addIssue("lead", "reef v18.2.8", TEXT);
  }

  Redmine redmine(String key) {
    Secrets secrets =
        name -> name.equals("REDMINE_API_KEY") ? Optional.of(new Secret(key)) : Optional.empty();
    return Redmine.at(URI.create(server.address() + "/"), http, "REDMINE_API_KEY", secrets);
  }

  TrackerIssue tracker() {
    return tracker("bot-key");
  }

  TrackerIssue tracker(String key) {
    return new TrackerIssue(redmine(key), issue, Optional.of("Ceph"));
  }

  static Stamp stamp(Instant asOf) {
    return new Stamp("reef/18.2.8", "18.2.8", SHA1, asOf);
  }

  static Entry block(String content) {
    return new Entry.Description(stamp(NOON), content);
  }

  static Entry note(String content) {
    return new Entry.Comment(stamp(NOON), content);
  }

  long writes() {
    return server.requests().stream().filter(request -> request.writes()).count();
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
