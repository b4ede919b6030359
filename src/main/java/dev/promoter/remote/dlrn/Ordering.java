package dev.promoter.remote.dlrn;

import dev.promoter.domain.Relation;
import dev.promoter.domain.Standing;
import dev.promoter.engine.Lineup.Contender;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which candidates of a source are newer than what a target points at (contract dlrn.md section 6,
 * step 3b): those promoted to the source after the newest one that was ever promoted to the target.
 * Where the present content of the target never was at the source, the old promoter took every
 * candidate for newer, and so went back silently (defect 8); here the times of the promotions
 * decide then.
 */
final class Ordering {
  private final List<Entry> source;
  private final Set<String> everAtTarget;
  private final String current;
  private final Instant since;

  /**
   * Compares two links.
   *
   * @param source the entries of the source, newest first: all, or at least down to the present
   *     content of the target
   * @param target all entries of the target, newest first
   */
  Ordering(List<Entry> source, List<Entry> target) {
    this.source = source;
    this.everAtTarget = target.stream().map(Entry::id).collect(Collectors.toSet());
    this.current = target.isEmpty() ? "" : target.get(0).id();
    boolean comparable =
        target.isEmpty() || source.stream().anyMatch(entry -> entry.id().equals(current));
    this.since = comparable ? Instant.MIN : target.get(0).at();
  }

  /**
   * The contenders, newest first.
   *
   * @param limit at most this many
   * @return those newer than the target's content; when there are none, those that would go back
   */
  List<Contender> contenders(int limit) {
    Map<String, Contender> found = new LinkedHashMap<>();
    for (Entry entry : source) {
      if (everAtTarget.contains(entry.id())) {
        if (found.isEmpty() && !entry.id().equals(current)) {
          found.put(entry.id(), contender(entry, Relation.OLDER));
        }
        break;
      }
      found.putIfAbsent(entry.id(), contender(entry, byTime(entry)));
    }
    List<Contender> newer =
        found.values().stream().filter(one -> one.standing().relation() == Relation.NEWER).toList();
    return (newer.isEmpty() ? found.values() : newer).stream().limit(limit).toList();
  }

  /**
   * One candidate of the source with its standing, whether or not it is a contender.
   *
   * @param id its full hash, or a beginning of it that no other candidate of the source shares
   */
  Optional<Contender> find(String id) {
    Map<String, Entry> matching = new LinkedHashMap<>();
    for (Entry entry : source) {
      if (entry.id().startsWith(id)) {
        matching.putIfAbsent(entry.id(), entry);
      }
    }
    Entry exact = matching.get(id);
    if (exact != null) {
      return Optional.of(contender(exact, relation(exact)));
    }
    return matching.size() == 1
        ? matching.values().stream().findFirst().map(only -> contender(only, relation(only)))
        : Optional.empty();
  }

  private Relation relation(Entry wanted) {
    if (wanted.id().equals(current)) {
      return Relation.CURRENT;
    }
    for (Entry entry : source) {
      if (everAtTarget.contains(entry.id())) {
        return Relation.OLDER;
      }
      if (entry.id().equals(wanted.id())) {
        break;
      }
    }
    return byTime(wanted);
  }

  private Relation byTime(Entry entry) {
    return entry.at().isAfter(since) ? Relation.NEWER : Relation.OLDER;
  }

  private Contender contender(Entry entry, Relation relation) {
    return new Contender(entry.candidate(), new Standing(relation, current));
  }
}
