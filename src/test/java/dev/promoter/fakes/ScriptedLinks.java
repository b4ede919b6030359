package dev.promoter.fakes;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.engine.CandidateSource;
import dev.promoter.engine.LinkView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Links in memory: each has the candidates that were promoted to it, in order. What a test or a
 * runner moves is seen by the next reading of a new round; within a round only if the round took
 * note of it, as with the real adapter.
 */
public final class ScriptedLinks implements CandidateSource {
  private final Map<LinkName, List<Candidate>> rows = new HashMap<>();
  private final Map<Candidate, Instant> commits = new HashMap<>();
  private final Map<LinkName, RuntimeException> faults = new HashMap<>();

  /** Promotes the candidates to the link, one after the other. */
  public void move(String link, Candidate... candidates) {
    rows.computeIfAbsent(new LinkName(link), name -> new ArrayList<>()).addAll(List.of(candidates));
  }

  /** When the newest commit of a candidate was made. */
  public void committed(Candidate candidate, Instant at) {
    commits.put(candidate, at);
  }

  Optional<Instant> committed(Candidate candidate) {
    return Optional.ofNullable(commits.get(candidate));
  }

  /** Reading this target fails from now on. */
  public void fail(String target, RuntimeException fault) {
    faults.put(new LinkName(target), fault);
  }

  /** Everything that was ever promoted to the link, in order. */
  public List<Candidate> rows(String link) {
    return rows(new LinkName(link));
  }

  List<Candidate> rows(LinkName link) {
    return List.copyOf(rows.getOrDefault(link, List.of()));
  }

  /** What every link that was ever moved points at, with all that was promoted to it before. */
  public Map<LinkName, List<Candidate>> everything() {
    Map<LinkName, List<Candidate>> copy = new HashMap<>();
    rows.forEach((link, candidates) -> copy.put(link, List.copyOf(candidates)));
    return copy;
  }

  /** What the link points at. */
  public Optional<Candidate> current(String link) {
    return last(rows(link));
  }

  @Override
  public LinkView open(Release release) {
    return new ScriptedLinkView(release, this);
  }

  void failIfScripted(LinkName target) {
    RuntimeException fault = faults.get(target);
    if (fault != null) {
      throw fault;
    }
  }

  static Optional<Candidate> last(List<Candidate> candidates) {
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(candidates.size() - 1));
  }
}
