package dev.promoter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ApprovalPanelTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final ReleaseName RELEASE = new ReleaseName("CentOS-9/master");
  private static final LinkName TARGET = new LinkName("current-tripleo");
  private static final Candidate CANDIDATE = new AggregateCandidate("a".repeat(32));

  /** Somebody's approval: of which release, target, candidate and subject. */
  record Word(String by, boolean release, boolean target, boolean candidate, boolean whole) {}

  /** Counted with sets, from everybody who was told of: no class of the product takes part. */
  @Property(tries = 500)
  void a_target_is_approved_when_enough_different_people_of_the_list_said_so_of_the_candidate(
      @ForAll("people") List<String> named,
      @ForAll("people") List<String> managers,
      @ForAll("people") List<String> testers,
      @ForAll @IntRange(min = 1, max = 4) int needed,
      @ForAll("words") List<Word> words) {
    Map<String, String> settings = new HashMap<>();
    settings.put("role managers members", String.join(",", managers));
    settings.put("role testers members", String.join(",", testers));
    List<String> from = new ArrayList<>(named);
    from.add(0, "@managers");
    from.add("@testers");
    settings.put("approvals current-tripleo from", String.join(", ", from));
    settings.put("approvals current-tripleo needed", Integer.toString(needed));

    Milestone milestone = milestone(settings, words);

    Set<String> counted = new HashSet<>();
    for (Word word : words) {
      String by = word.by().toLowerCase(Locale.ROOT);
      boolean listed = named.contains(by) || managers.contains(by) || testers.contains(by);
      if (listed && word.release() && word.target() && word.candidate() && word.whole()) {
        counted.add(by);
      }
    }
    assertThat(milestone.verdict())
        .isEqualTo(counted.size() >= needed ? Verdict.PASSED : Verdict.PENDING);
    if (milestone.verdict() == Verdict.PENDING) {
      assertThat(milestone.detail()).startsWith(counted.size() + " of " + needed + " approval");
    }
  }

  @Test
  void it_says_who_has_approved_and_who_may_still() {
    Map<String, String> settings = new HashMap<>();
    settings.put("approvals current-tripleo from", "@managers, kim");
    settings.put("approvals current-tripleo needed", "2");
    settings.put("role managers members", "Ann, bob, Kim");

    assertThat(milestone(settings, List.of()).detail())
        .isEqualTo("0 of 2 approvals are given; it may be approved by Ann, bob, Kim");
    Word ann = new Word("ann", true, true, true, true);
    assertThat(milestone(settings, List.of(ann, ann)).detail())
        .isEqualTo("1 of 2 approvals are given: ann (because); it may be approved by bob, Kim");
    Word kim = new Word("KIM", true, true, true, true);
    Milestone both = milestone(settings, List.of(ann, kim));
    assertThat(both.detail()).isEqualTo("approved by ann (because), KIM (because)");
    assertThat(both.at()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void a_target_without_a_section_needs_no_approval() {
    assertThat(
            ApprovalGate.milestones(
                release(Map.of("approvals other from", "ann")), TARGET, CANDIDATE, List.of()))
        .isEmpty();
  }

  private static Milestone milestone(Map<String, String> settings, List<Word> words) {
    List<Approval> approvals = new ArrayList<>();
    for (Word word : words) {
      approvals.add(
          new Approval(
              approvals.size() + 1L,
              word.release() ? RELEASE : new ReleaseName("other"),
              word.target() ? TARGET : new LinkName("other"),
              word.candidate() ? CANDIDATE.id() : "b".repeat(32),
              word.whole() ? "" : "rados",
              word.by(),
              "because",
              NOON.plusSeconds(approvals.size())));
    }
    List<Milestone> milestones =
        ApprovalGate.milestones(release(settings), TARGET, CANDIDATE, approvals);
    assertThat(milestones).hasSize(1);
    return milestones.get(0);
  }

  private static Release release(Map<String, String> settings) {
    return new Release(
        RELEASE, "f", "dlrn", List.of(), false, 10, Duration.ofMinutes(1), new Settings(settings));
  }

  @Provide
  Arbitrary<List<String>> people() {
    return Arbitraries.of("ann", "bob", "kim", "li", "max").list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<Word>> words() {
    Arbitrary<Boolean> mostly =
        Arbitraries.frequency(net.jqwik.api.Tuple.of(6, true), net.jqwik.api.Tuple.of(1, false));
    return Combinators.combine(
            Arbitraries.of("ann", "Ann", "bob", "kim", "KIM", "li", "eve"),
            mostly,
            mostly,
            mostly,
            mostly)
        .as(Word::new)
        .list()
        .ofMaxSize(6);
  }
}
