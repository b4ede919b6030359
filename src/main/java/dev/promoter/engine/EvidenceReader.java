package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the evidence of candidates, once per candidate and round. A source that cannot be read
 * becomes evidence that says UNKNOWN, with the sentence that explains it: never a pass and never a
 * failure.
 */
final class EvidenceReader {
  private final Release release;
  private final List<EvidenceSource> sources;
  private final FanOut fanOut;
  private final InstantSource clock;
  private final Map<String, Known> read = new HashMap<>();

  EvidenceReader(
      Release release, List<EvidenceSource> sources, FanOut fanOut, InstantSource clock) {
    this.release = release;
    this.sources = sources;
    this.fanOut = fanOut;
    this.clock = clock;
  }

  /**
   * Reads all candidates that were not read yet, side by side. Whatever is asked about a candidate
   * afterwards is answered from this.
   */
  void prefetch(List<Candidate> candidates, Said said) {
    List<Candidate> fresh =
        candidates.stream().filter(candidate -> !read.containsKey(candidate.id())).toList();
    List<Known> readings = fanOut.map(fresh, candidate -> readAll(candidate, said));
    for (int i = 0; i < fresh.size(); i++) {
      read.put(fresh.get(i).id(), readings.get(i));
    }
  }

  /** The evidence of a candidate for a target: what was read, or UNKNOWN for each requirement. */
  List<Evidence> of(Candidate candidate, Target target) {
    Known reading = reading(candidate);
    List<Evidence> evidence = new ArrayList<>(reading.evidence());
    for (String fault : reading.faults()) {
      target.requirements().forEach(requirement -> evidence.add(unknown(requirement, fault)));
    }
    return evidence;
  }

  /** What is known of its way, from all sources that could be read. */
  List<Milestone> milestones(Candidate candidate) {
    return reading(candidate).milestones();
  }

  /** What the sources want to be shown with it; at most one has something. */
  String annex(Candidate candidate) {
    return reading(candidate).annex();
  }

  /** Whether a source could not be read for this candidate. */
  boolean failed(Candidate candidate) {
    return !reading(candidate).faults().isEmpty();
  }

  private Known reading(Candidate candidate) {
    return Objects.requireNonNull(read.get(candidate.id()), "read before it is asked about");
  }

  private Known readAll(Candidate candidate, Said said) {
    List<Evidence> evidence = new ArrayList<>();
    List<Milestone> milestones = new ArrayList<>();
    StringBuilder annex = new StringBuilder();
    List<String> faults = new ArrayList<>();
    for (EvidenceSource source : sources) {
      try {
        Reading reading = source.read(release, candidate, said);
        evidence.addAll(reading.evidence());
        milestones.addAll(reading.milestones());
        annex.append(reading.annex());
      } catch (RemoteException e) {
        faults.add(e.sentence());
      }
    }
    return new Known(evidence, milestones, annex.toString(), faults);
  }

  private Evidence unknown(Requirement requirement, String sentence) {
    return Evidence.of(requirement.name(), Verdict.UNKNOWN, "", clock.instant(), sentence);
  }

  private record Known(
      List<Evidence> evidence, List<Milestone> milestones, String annex, List<String> faults) {}
}
