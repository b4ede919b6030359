package dev.promoter.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A single-pipeline builder whose newest candidate waits for its last two jobs; they pass while the
 * promoter runs.
 */
final class ZedStory {
  private static final String CONTAINERS = "periodic-tripleo-ci-build-containers-centos-9-push-zed";
  private static final String STANDALONE = "periodic-tripleo-ci-centos-9-standalone-zed";
  private static final String SCENARIO = "periodic-tripleo-ci-centos-9-scenario001-standalone-zed";
  private static final String UPGRADE = "periodic-tripleo-ci-centos-9-undercloud-upgrade-zed";

  private final DlrnBuilder builder;
  private final Build testing;

  ZedStory(DlrnBuilder builder, Instant now) {
    this.builder = builder;
    StoryTeller teller = new StoryTeller(builder, now);
    Build current = teller.candidate("zed at current-tripleo", 52);
    teller.pass(current, CONTAINERS, STANDALONE, SCENARIO, UPGRADE);
    teller.promoted("current-tripleo", current, 49);
    testing = teller.candidate("zed testing", 2);
    teller.pass(testing, CONTAINERS, STANDALONE);
    teller.start(testing, SCENARIO);
    teller.start(testing, UPGRADE);
  }

  DlrnBuilder builder() {
    return builder;
  }

  Build testing() {
    return testing;
  }

  List<Story.LiveVote> liveVotes() {
    return List.of(passes(SCENARIO, 6), passes(UPGRADE, 14));
  }

  private Story.LiveVote passes(String job, long seconds) {
    return new Story.LiveVote(
        Duration.ofSeconds(seconds),
        () -> builder.vote(testing, Vote.success(job, Instant.ofEpochSecond(builder.now()))));
  }
}
