package dev.promoter.domain;

/** The thing that may be promoted. */
public sealed interface Candidate permits CommitCandidate, AggregateCandidate, RevisionCandidate {
  /** The full hash, unique within its builder: what operators type and what every report shows. */
  String id();

  /** The component it belongs to; empty when it has none, or when nobody has said which. */
  String component();
}
