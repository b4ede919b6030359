package dev.promoter.remote.dlrn;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;

/** Turns JSON rows into values, and refuses rows that are about something else than was asked. */
final class Rows {
  private Rows() {}

  static Row row(JsonRow json) {
    String aggregate = json.textOrNone("aggregate_hash");
    if (!aggregate.isEmpty()) {
      try {
        aggregate = new AggregateCandidate(aggregate).id();
      } catch (IllegalArgumentException unusable) {
        throw json.unusable("aggregate_hash", "32 lower-case hexadecimal digits");
      }
    }
    return new Row(
        json.text("promote_name"),
        json.hash(),
        aggregate,
        json.textOrNone("component"),
        json.time("timestamp"));
  }

  /** A row that answers a query; fields that old servers do not have cannot contradict it. */
  static Row row(JsonRow json, RowQuery query) {
    Row row = row(json);
    same(json, "promote_name", row.link(), query.link());
    same(json, "commit_hash", row.hash().commit(), query.commit());
    same(json, "distro_hash", row.hash().distro(), query.distro());
    if (json.has("extended_hash")) {
      same(json, "extended_hash", row.hash().extended(), query.extended());
    }
    if (json.has("component")) {
      same(json, "component", row.component(), query.component());
    }
    return row;
  }

  private static void same(JsonRow json, String field, String got, String asked) {
    if (!asked.isEmpty() && !got.equals(asked)) {
      throw json.foreign(field, got, asked);
    }
  }

  /**
   * The name of the job is kept once, however many candidates and releases have votes of it: with
   * hundreds of thousands of votes at a time its copies would be a third of the heap.
   */
  static Vote vote(JsonRow json, Candidate candidate) {
    requireAbout(json, candidate);
    return new Vote(
        json.text("job_id").intern(),
        json.flag("success"),
        json.flag("in_progress"),
        json.time("timestamp"),
        json.remark("url"),
        json.remark("notes"));
  }

  /** Throws when a vote is about another candidate. */
  static void requireAbout(JsonRow json, Candidate candidate) {
    if (candidate instanceof AggregateCandidate aggregate) {
      sameIfTold(json, "aggregate_hash", aggregate.id());
    } else if (candidate instanceof CommitCandidate commit) {
      sameIfTold(json, "commit_hash", commit.hash().commit());
      sameIfTold(json, "distro_hash", commit.hash().distro());
      requireSameBuild(json, commit.hash());
    }
  }

  private static void sameIfTold(JsonRow json, String field, String asked) {
    String got = json.textOrNone(field);
    if (!got.isEmpty()) {
      same(json, field, got, asked);
    }
  }

  /**
   * Without an extended hash the newest build of the two commits answers, which need not be the one
   * that was asked about (contract dlrn.md section 3, repo_status).
   */
  private static void requireSameBuild(JsonRow json, CommitHash hash) {
    String got = json.textOrNone("extended_hash");
    if (hash.extended().isEmpty() && !got.isEmpty()) {
      throw json.fault(
          "the server answered for another, newer build of the same commits (extended hash %s);"
                  .formatted(got)
              + " the build asked about has no extended hash and cannot be addressed");
    }
    if (json.has("extended_hash")) {
      same(json, "extended_hash", got, hash.extended());
    }
  }
}
