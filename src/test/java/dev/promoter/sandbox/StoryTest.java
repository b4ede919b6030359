package dev.promoter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ini4j.Config;
import org.ini4j.Ini;
import org.ini4j.Profile.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds the story against the release files that are shipped with it. */
class StoryTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000L);
  private static final String SOURCE = "tripleo-ci-testing";
  private static final String FIRST = "current-tripleo";
  private static final String SECOND = "current-tripleo-rdo";

  private final DlrnServer server = DlrnServer.start(0, () -> NOW);
  private final Story story = Story.tell(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_shipped_files_lead_to_the_builders_of_the_story() throws IOException {
    assertThat(addresses("master"))
        .containsExactly(story.master().apiUrl(), story.master().repoUrl());
    assertThat(addresses("integration"))
        .containsExactly(story.integration().apiUrl(), story.integration().repoUrl());
    assertThat(addresses("zed")).containsExactly(story.zed().apiUrl(), story.zed().repoUrl());
  }

  @Test
  void from_the_newest_down_the_candidates_of_master_are_failed_running_silent_and_good()
      throws IOException {
    Map<String, List<String>> needed = requirements("master", FIRST);
    List<String> states =
        story.master().rows(SOURCE).stream()
            .map(row -> state(needed, story.master().votes(row.build())))
            .toList();

    assertThat(states)
        .containsExactly(
            "failed: periodic-tripleo-ci-centos-9-scenario004-standalone-master",
            "running: periodic-tripleo-ci-centos-9-ovb-3ctlr_1comp-featureset001-master",
            "silent: periodic-tripleo-ci-centos-9-multinode-1ctlr-featureset010-master",
            "good",
            "good",
            "good",
            "failed: periodic-tripleo-ci-centos-9-standalone-master,"
                + " silent: periodic-tripleo-ci-centos-9-multinode-1ctlr-featureset010-master,"
                + " silent: periodic-tripleo-ci-centos-9-ovb-3ctlr_1comp-featureset001-master,"
                + " silent: periodic-tripleo-ci-centos-9-scenario001-standalone-master,"
                + " silent: periodic-tripleo-ci-centos-9-scenario004-standalone-master");
    assertThat(story.master().rows(SOURCE).get(3).build()).isEqualTo(story.masterCandidate());
    assertThat(story.master().link(FIRST)).contains(story.master().rows(SOURCE).get(4).build());
    assertThat(story.master().link(SECOND)).contains(story.master().rows(SOURCE).get(5).build());
  }

  @Test
  void the_good_build_of_master_needed_a_second_try_and_an_alternative() throws IOException {
    List<Vote> votes = story.master().votes(story.masterCandidate());
    List<String> failed =
        votes.stream().filter(vote -> !vote.success()).map(Vote::job).distinct().toList();
    Set<String> passed = passed(votes);

    assertThat(failed).hasSize(2);
    assertThat(passed).contains(failed.get(0)).doesNotContain(failed.get(1));
    assertThat(requirements("master", FIRST).get(failed.get(1)))
        .hasSize(1)
        .allMatch(passed::contains);
  }

  @Test
  void the_good_build_of_master_may_go_on_to_the_second_target_and_the_incumbent_not()
      throws IOException {
    Map<String, List<String>> needed = requirements("master", SECOND);

    assertThat(state(needed, story.master().votes(story.masterCandidate()))).isEqualTo("good");
    assertThat(state(needed, story.master().votes(story.master().rows(FIRST).get(0).build())))
        .startsWith("failed: ");
  }

  @Test
  void of_the_aggregates_the_newest_failed_and_the_next_is_good() throws IOException {
    Map<String, List<String>> needed = requirements("integration", FIRST);
    List<String> aggregates = aggregates(story.integration().rows(SOURCE));

    assertThat(aggregates).hasSize(3).element(1).isEqualTo(story.integrationCandidate());
    assertThat(
            aggregates.stream()
                .map(hash -> state(needed, story.integration().votes(hash)))
                .toList())
        .containsExactly(
            "failed: periodic-tripleo-ci-centos-9-standalone-integration,"
                + " running: periodic-tripleo-ci-centos-9-multinode-1ctlr-featureset030-integration",
            "good",
            "good");
    assertThat(story.integration().aggregate(FIRST)).contains(aggregates.get(2));
  }

  @Test
  void the_candidate_of_zed_becomes_good_with_the_last_live_vote_only() throws IOException {
    Map<String, List<String>> needed = requirements("zed", FIRST);
    List<String> states = new ArrayList<>();
    for (Story.LiveVote vote : story.liveVotes()) {
      states.add(state(needed, story.zed().votes(story.zedCandidate())));
      vote.cast().run();
    }
    states.add(state(needed, story.zed().votes(story.zedCandidate())));

    assertThat(states)
        .containsExactly(
            "running: periodic-tripleo-ci-centos-9-scenario001-standalone-zed,"
                + " running: periodic-tripleo-ci-centos-9-undercloud-upgrade-zed",
            "running: periodic-tripleo-ci-centos-9-undercloud-upgrade-zed",
            "good");
    assertThat(story.zed().rows(SOURCE).get(0).build()).isEqualTo(story.zedCandidate());
    assertThat(story.liveVotes())
        .extracting(Story.LiveVote::after)
        .containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(14));
  }

  @Test
  void live_votes_are_scheduled_at_their_times() {
    try (RecordingScheduler scheduler = new RecordingScheduler()) {
      assertThat(story.startLiveVotes(scheduler)).hasSize(2);

      assertThat(scheduler.delays()).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(14));
    }
  }

  @Test
  void every_vote_is_about_a_job_of_the_shipped_files_and_lies_in_the_past() throws IOException {
    Set<String> known = new HashSet<>(Set.of("consistent"));
    for (String release : List.of("master", "integration", "zed")) {
      for (String target : release.equals("master") ? List.of(FIRST, SECOND) : List.of(FIRST)) {
        requirements(release, target)
            .forEach(
                (job, alternatives) -> {
                  known.add(job);
                  known.addAll(alternatives);
                });
      }
    }

    assertThat(allVotes())
        .isNotEmpty()
        .allSatisfy(
            vote -> {
              assertThat(known).contains(vote.job());
              assertThat(vote.timestamp()).isLessThan(NOW.getEpochSecond());
            });
    assertThat(allVotes().map(Vote::job).collect(Collectors.toSet())).isEqualTo(known);
  }

  private Stream<Vote> allVotes() {
    return Stream.concat(
        Stream.of(story.master(), story.zed())
            .flatMap(
                builder ->
                    builder.rows(SOURCE).stream()
                        .flatMap(row -> builder.votes(row.build()).stream())),
        aggregates(story.integration().rows(SOURCE)).stream()
            .flatMap(hash -> story.integration().votes(hash).stream()));
  }

  private static List<String> aggregates(List<Row> rows) {
    List<String> hashes = new ArrayList<>();
    for (Row row : rows) {
      String hash = row.aggregateHash();
      if (hash != null) {
        hashes.add(hash);
      }
    }
    return hashes;
  }

  /** What is open, in alphabetical order, or that nothing is. */
  private static String state(Map<String, List<String>> needed, List<Vote> votes) {
    Set<String> passed = passed(votes);
    Set<String> open = new TreeSet<>();
    needed.forEach(
        (job, alternatives) -> {
          if (!passed.contains(job) && alternatives.stream().noneMatch(passed::contains)) {
            List<Vote> own = votes.stream().filter(vote -> vote.job().equals(job)).toList();
            String word =
                own.isEmpty()
                    ? "silent"
                    : own.stream().anyMatch(Vote::inProgress) ? "running" : "failed";
            open.add(word + ": " + job);
          }
        });
    return open.isEmpty() ? "good" : String.join(", ", open);
  }

  private static Set<String> passed(List<Vote> votes) {
    return votes.stream().filter(Vote::success).map(Vote::job).collect(Collectors.toSet());
  }

  private List<String> addresses(String release) throws IOException {
    Section main = section(release, "main");
    return Stream.of("api_url", "repo_url")
        .map(key -> value(main, key).replace(Story.PUBLIC_ADDRESS, server.address()))
        .toList();
  }

  /** Each required job of a target and its alternatives. */
  private static Map<String, List<String>> requirements(String release, String target)
      throws IOException {
    Map<String, List<String>> needed = new LinkedHashMap<>();
    section(release, target)
        .forEach(
            (job, others) ->
                needed.put(job, others == null ? List.of() : List.of(others.split(", *"))));
    return needed;
  }

  private static Section section(String release, String name) throws IOException {
    return Objects.requireNonNull(file(release).get(name), name);
  }

  private static String value(Section section, String key) {
    return Objects.requireNonNull(section.get(key), key);
  }

  private static Ini file(String release) throws IOException {
    Config config = new Config();
    config.setEmptyOption(true);
    config.setEscape(false);
    config.setPathSeparator('\u0001');
    Ini ini = new Ini();
    ini.setConfig(config);
    ini.load(Path.of("config", "releases", "CentOS-9", release + ".ini").toFile());
    return ini;
  }
}
