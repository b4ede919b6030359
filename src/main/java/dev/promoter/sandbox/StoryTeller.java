package dev.promoter.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills a single-pipeline builder with candidates and votes at plausible times. */
final class StoryTeller {
  private static final String SOURCE = "tripleo-ci-testing";
  private static final Duration UNTIL_TESTED = Duration.ofMinutes(25);
  private static final Duration BETWEEN_VOTES = Duration.ofMinutes(17);

  private final DlrnBuilder builder;
  private final Instant now;
  private final Map<Build, Instant> lastEvent = new HashMap<>();

  StoryTeller(DlrnBuilder builder, Instant now) {
    this.builder = builder;
    this.now = now;
  }

  /** A build that came to the source link that many hours ago. */
  Build candidate(String name, long hoursAgo) {
    Instant arrived = ago(hoursAgo);
    Build build =
        builder.addBuild(Build.named(name).committedAt(arrived.minus(Duration.ofMinutes(50))));
    builder.vote(build, Vote.consistent(arrived));
    builder.promote(SOURCE, build, arrived);
    lastEvent.put(build, arrived.plus(UNTIL_TESTED));
    return build;
  }

  void promoted(String link, Build build, long hoursAgo) {
    builder.promote(link, build, ago(hoursAgo), "ciuser");
  }

  void pass(Build build, String... jobs) {
    passAll(build, List.of(jobs));
  }

  void passAll(Build build, List<String> jobs) {
    jobs.forEach(job -> builder.vote(build, Vote.success(job, next(build))));
  }

  void fail(Build build, String job, String why) {
    builder.vote(build, Vote.failure(job, next(build)).withNotes(why));
  }

  void start(Build build, String job) {
    builder.vote(build, Vote.running(job, next(build)));
  }

  private Instant ago(long hours) {
    return now.minus(Duration.ofHours(hours));
  }

  private Instant next(Build build) {
    return lastEvent.merge(build, now, (last, ignored) -> last.plus(BETWEEN_VOTES));
  }
}
