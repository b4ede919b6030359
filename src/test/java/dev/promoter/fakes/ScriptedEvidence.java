package dev.promoter.fakes;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Release;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.EvidenceSource;
import dev.promoter.engine.Reading;
import dev.promoter.engine.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows of each candidate what the test told it; nothing of the others. */
public final class ScriptedEvidence implements EvidenceSource {
  private final Map<String, List<Evidence>> known = new ConcurrentHashMap<>();
  private final Map<String, RuntimeException> faults = new ConcurrentHashMap<>();
  private final List<Candidate> reads = new CopyOnWriteArrayList<>();

  /** A job of the candidate ended, or still runs. */
  public void tell(Candidate candidate, String job, Verdict verdict) {
    known
        .computeIfAbsent(candidate.id(), id -> new ArrayList<>())
        .add(Evidence.of(job, verdict, "", Instant.EPOCH, ""));
  }

  /** Reading this candidate fails from now on. */
  public void fail(Candidate candidate, RuntimeException fault) {
    faults.put(candidate.id(), fault);
  }

  /** Reading this candidate works again. */
  public void heal(Candidate candidate) {
    faults.remove(candidate.id());
  }

  /** Every reading so far, failed ones included. */
  public List<Candidate> reads() {
    return List.copyOf(reads);
  }

  @Override
  public String kind() {
    return "scripted";
  }

  @Override
  public Reading read(Release release, Candidate candidate, Said said) {
    reads.add(candidate);
    RuntimeException fault = faults.get(candidate.id());
    if (fault != null) {
      throw fault;
    }
    return Reading.of(known.getOrDefault(candidate.id(), List.of()));
  }
}
