package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Relation;
import dev.promoter.engine.Lineup.Contender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Random histories of two links, few enough candidates that they meet often. */
class OrderingPropertyTest {
  private static Entry entry(int number, int time) {
    CommitHash hash = new CommitHash("%040x".formatted(number), "0".repeat(40), "");
    return new Entry(new CommitCandidate(hash, ""), Instant.ofEpochSecond(time));
  }

  @Provide
  Arbitrary<List<Entry>> history() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 7);
    Arbitrary<Integer> times = Arbitraries.integers().between(0, 9);
    return Combinators.combine(numbers, times).as(OrderingPropertyTest::entry).list().ofMaxSize(8);
  }

  /** The rule as it is written, in the most simple-minded way. */
  private static List<String> oracle(List<Entry> source, List<Entry> target, int limit) {
    List<String> newer = new ArrayList<>();
    List<String> older = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean currentAtSource = !target.isEmpty() && holds(source, target.get(0).id());
    for (Entry entry : source) {
      if (!target.isEmpty() && entry.id().equals(target.get(0).id())) {
        break;
      }
      if (holds(target, entry.id())) {
        if (newer.isEmpty() && older.isEmpty()) {
          older.add("OLDER " + entry.id());
        }
        break;
      }
      if (!seen.add(entry.id())) {
        continue;
      }
      boolean later = target.isEmpty() || currentAtSource || entry.at().isAfter(target.get(0).at());
      (later ? newer : older).add((later ? "NEWER " : "OLDER ") + entry.id());
    }
    List<String> all = newer.isEmpty() ? older : newer;
    return all.subList(0, Math.min(limit, all.size()));
  }

  private static boolean holds(List<Entry> entries, String id) {
    return entries.stream().anyMatch(entry -> entry.id().equals(id));
  }

  @Property(tries = 3000)
  void contenders_are_those_of_the_written_rule(
      @ForAll("history") List<Entry> source,
      @ForAll("history") List<Entry> target,
      @ForAll @IntRange(min = 1, max = 5) int limit) {
    List<Contender> contenders = new Ordering(source, target).contenders(limit);

    assertThat(contenders)
        .extracting(one -> one.standing().relation() + " " + one.candidate().id())
        .isEqualTo(oracle(source, target, limit));
  }

  @Property(tries = 3000)
  void nothing_that_ever_stood_at_the_target_is_newer(
      @ForAll("history") List<Entry> source, @ForAll("history") List<Entry> target) {
    assertThat(new Ordering(source, target).contenders(99))
        .filteredOn(one -> one.standing().relation() == Relation.NEWER)
        .noneMatch(one -> holds(target, one.candidate().id()));
  }

  @Property(tries = 3000)
  void a_candidate_looked_up_stands_as_it_does_among_the_contenders(
      @ForAll("history") List<Entry> source, @ForAll("history") List<Entry> target) {
    Ordering ordering = new Ordering(source, target);

    assertThat(ordering.contenders(99))
        .allMatch(one -> ordering.find(one.candidate().id()).equals(Optional.of(one)));
  }
}
