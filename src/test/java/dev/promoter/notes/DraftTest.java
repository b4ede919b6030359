package dev.promoter.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.cli.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {
  private static final Map<Integer, PullRequest> SAID =
      Stream.of(
              pull(11, "reef: rgw: fix `bucket list` [again]", "Fixes: #101"),
              pull(12, "reef: mgr/dashboard: show *all*", "https://tracker.ceph.com/issues/102"),
              pull(13, "Reef: OSD: scrub less", "Fixes: #101\nhttps://tracker.ceph.com/issues/103"),
              pull(14, "fix a crash at start", "", "rbd", "needs-qa", "core"),
              pull(15, "something else", ""),
              pull(16, "reef: rgw: another thing", ""))
          .collect(Collectors.toMap(PullRequest::number, Function.identity()));

  private static PullRequest pull(int number, String title, String body, String... labels) {
    return new PullRequest(number, title, body, "octocat", List.of(labels));
  }

  /** A main line on which each pull request brings one signed commit. */
  private static List<Commit> history() {
    List<Commit> commits = new ArrayList<>();
    String base = "base";
    for (int number = 11; number <= 17; number++) {
      String branch = "b" + number;
      String signed =
          number % 2 == 0
              ? ""
              : "\n\nSigned-off-by: Ada Lovelace <ada@example.org>\nSigned-off-by: Bob <bob@example.org>\nSigned-off-by: Ada Lovelace <ada@example.org>";
      commits.add(0, new Commit(branch, List.of("base"), "Carol", "work" + signed));
      commits.add(
          0,
          new Commit(
              "m" + number,
              List.of(base, branch),
              "Merger",
              (number == 12 ? "Merge PR #" : "Merge pull request #")
                  + number
                  + " from x/y\n\nreef: mon: title of the merge"));
      base = "m" + number;
    }
    commits.add(0, new Commit("x", List.of(base), "Carol", "no merge"));
    commits.add(0, new Commit("y", List.of("x", "z"), "Carol", "Merge branch 'main'"));
    return commits;
  }

  private static NotesRequest request(boolean strict) {
    return new NotesRequest(
        "v18.2.8",
        "reef-release",
        "9191375ab5b1e911954d9f7c2b9cd180c08dc881",
        "v18.2.7",
        "https://github.com/ceph/ceph",
        "https://tracker.ceph.com",
        NotesRequest.CEPH_COMPONENTS,
        strict);
  }

  private static Draft draft(boolean strict) {
    Issues issues =
        number -> Optional.of(new Issues.Issue(number == 102 || number == 103, number == 103));
    return Draft.of(request(strict), Merge.of(history()), (numbers, branch) -> SAID, issues);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_draft_of_some_merges(boolean strict) throws IOException {
    Golden.compare(
        Path.of("src/test/resources/golden/notes", strict ? "strict.md" : "draft.md"),
        draft(strict).text());
  }

  @Test
  void strict_notes_name_what_a_person_has_to_look_at() {
    assertThat(draft(true).warnings())
        .contains(
            "pr#15 (UNKNOWN: something else) names no component",
            "pr#16 (rgw: another thing) names no issue and is left out",
            "issue#101 has several pull requests: pr#13, pr#11",
            "issue#102 is a backport that was copied from no issue");
    assertThat(draft(false).warnings()).isEmpty();
  }

  @Test
  void a_pull_request_that_is_gone_is_told_from_its_merge() {
    assertThat(draft(false).text()).contains("- mon: title of the merge ([pr#17]");
  }

  @Test
  void nothing_merged_is_said_so() {
    Draft empty =
        Draft.of(
            request(false), List.of(), (numbers, branch) -> Map.of(), number -> Optional.empty());

    assertThat(empty.text()).contains("Nothing was merged.");
  }

  @Test
  void strict_notes_of_which_nothing_is_left_do_not_say_that_nothing_was_merged() {
    Draft empty =
        Draft.of(
            request(true),
            Merge.of(history()),
            (numbers, branch) -> Map.of(),
            number -> Optional.empty());

    assertThat(empty.text())
        .contains("No pull request names an issue.")
        .doesNotContain("Nothing was merged.");
  }

  @Test
  void an_issue_of_the_tracker_of_ceph_is_known_where_another_tracker_is_kept() {
    NotesRequest there =
        new NotesRequest(
            "v18.2.8",
            "reef",
            "9191375ab5b1e911954d9f7c2b9cd180c08dc881",
            "v18.2.7",
            "https://github.com/ceph/ceph",
            "http://tracker.example.org",
            NotesRequest.CEPH_COMPONENTS,
            true);
    Merge merge = new Merge(1, new Commit("m", List.of("a", "b"), "A", "Merge PR #1"), List.of());
    String body = "see https://tracker.ceph.com/issues/7 and http://tracker.example.org/issues/8";
    PullRequest said = new PullRequest(1, "rgw: x", body, "octocat", List.of());

    assertThat(Entry.of(merge, Optional.of(said), there).issues()).containsExactly(7L, 8L);
  }

  @ParameterizedTest
  @CsvSource({
    "reef: rgw: x,rgw",
    "REEF-RELEASE: rgw: x,rgw",
    "build/ops: x,build/ops",
    "'rgw, osd: x','rgw, osd'",
    "wip: x,UNKNOWN",
    "'Revert \"rgw: x\"',UNKNOWN",
    "no colon,UNKNOWN",
    "http://x,UNKNOWN"
  })
  void the_component_is_what_stands_before_the_colon(String title, String component) {
    Merge merge = new Merge(1, new Commit("m", List.of("a", "b"), "A", "Merge PR #1"), List.of());
    PullRequest said = new PullRequest(1, title, "", "octocat", List.of());

    assertThat(Entry.of(merge, Optional.of(said), request(false)).component()).isEqualTo(component);
  }

  @Test
  void a_pull_request_that_was_merged_twice_is_told_once() {
    Commit first = new Commit("m1", List.of("a", "b"), "A", "Merge pull request #7 from x");
    Commit second = new Commit("m2", List.of("m1", "c"), "A", "Merge pull request #7 from x");

    assertThat(Merge.of(List.of(second, first))).hasSize(1);
  }
}
