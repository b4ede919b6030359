package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The fields of rows and votes in the JSON of DLRN, in alphabetical order. */
final class Rendering {
  private final String repositoryAddress;

  Rendering(String repositoryAddress) {
    this.repositoryAddress = repositoryAddress;
  }

  void row(JsonGenerator json, Row row) throws IOException {
    rowUpToTime(json, row);
    json.writeNumberField("timestamp", row.timestamp());
    json.writeStringField("user", row.user());
  }

  /** Promotions are answered with a time in floating point (contract dlrn.md section 2). */
  void promoted(JsonGenerator json, Row row) throws IOException {
    rowUpToTime(json, row);
    json.writeFieldName("timestamp");
    json.writeNumber(row.timestamp() + ".0");
    json.writeStringField("user", row.user());
  }

  private void rowUpToTime(JsonGenerator json, Row row) throws IOException {
    Build build = row.build();
    json.writeStringField("aggregate_hash", row.aggregateHash());
    hashes(json, build);
    json.writeStringField("promote_name", row.link());
    json.writeStringField("repo_hash", build.repoHash());
    json.writeStringField("repo_url", repositoryAddress + "/" + build.directory());
  }

  void vote(JsonGenerator json, Build build, Vote vote) throws IOException {
    hashes(json, build);
    voteFields(json, vote);
  }

  void vote(JsonGenerator json, String aggregateHash, Vote vote) throws IOException {
    json.writeStringField("aggregate_hash", aggregateHash);
    voteFields(json, vote);
  }

  void reported(JsonGenerator json, Build build, Vote vote) throws IOException {
    json.writeNullField("aggregate_hash");
    vote(json, build, vote);
  }

  void reported(JsonGenerator json, String aggregateHash, Vote vote) throws IOException {
    json.writeStringField("aggregate_hash", aggregateHash);
    json.writeNullField("commit_hash");
    json.writeNullField("component");
    json.writeNullField("distro_hash");
    json.writeNullField("extended_hash");
    voteFields(json, vote);
  }

  /** Like a vote, without notes and address. */
  void tested(JsonGenerator json, Build build, Vote vote) throws IOException {
    hashes(json, build);
    json.writeBooleanField("in_progress", vote.inProgress());
    json.writeStringField("job_id", vote.job());
    outcome(json, vote);
    json.writeStringField("user", vote.user());
  }

  private static void hashes(JsonGenerator json, Build build) throws IOException {
    json.writeStringField("commit_hash", build.commitHash());
    json.writeStringField("component", build.component());
    json.writeStringField("distro_hash", build.distroHash());
    json.writeStringField("extended_hash", build.extendedHash());
  }

  private static void voteFields(JsonGenerator json, Vote vote) throws IOException {
    json.writeBooleanField("in_progress", vote.inProgress());
    json.writeStringField("job_id", vote.job());
    json.writeStringField("notes", vote.notes());
    outcome(json, vote);
    json.writeStringField("url", vote.url());
    json.writeStringField("user", vote.user());
  }

  private static void outcome(JsonGenerator json, Vote vote) throws IOException {
    json.writeBooleanField("success", vote.success());
    json.writeNumberField("timestamp", vote.timestamp());
  }
}
