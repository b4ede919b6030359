package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The endpoints that promote and report (contract dlrn.md section 3). */
final class Writes {
  private static final Set<String> RESERVED = Set.of("consistent", "current");
  private static final String NO_LIST =
      "1 validation error for ParsingModel[List[dlrn.api.inputs.promotions.PromoteInput]]\n"
          + "__root__\n  value is not a valid list (type=type_error.list)";

  private final DlrnBuilder builder;
  private final Database database;
  private final Lookup lookup;
  private final Rendering rendering;

  Writes(DlrnBuilder builder, Database database, Rendering rendering) {
    this.builder = builder;
    this.database = database;
    this.lookup = new Lookup(database);
    this.rendering = rendering;
  }

  Answer promote(Request request) {
    Move move = check(new Inputs(Inputs.body(request)), false);
    return done(List.of(move), request);
  }

  /** Checks every item before it promotes the first, so that a bad one promotes nothing. */
  Answer promoteBatch(Request request) {
    JsonNode items = Inputs.body(request);
    if (!items.isArray()) {
      throw ApiError.message(400, NO_LIST);
    }
    if (items.isEmpty()) {
      throw ApiError.page(500);
    }
    List<Move> moves = new ArrayList<>();
    for (JsonNode item : items) {
      moves.add(check(new Inputs(item), true));
    }
    return done(moves, request);
  }

  private Answer done(List<Move> moves, Request request) {
    Row last = builder.move(moves, Credentials.user(request), builder.now());
    return Json.object(201, json -> rendering.promoted(json, last));
  }

  /** One link to be moved to one build. */
  record Move(String link, Build build) {}

  private Move check(Inputs inputs, boolean nameHashes) {
    String link = inputs.requiredText("promote_name");
    inputs.check();
    Lookup.Hashes hashes = Lookup.Hashes.of(inputs);
    if (!hashes.both()) {
      throw ApiError.message(400, "Both commit_hash and distro_hash must be specified.");
    }
    if (RESERVED.contains(link) || leavesTheDirectory(link)) {
      throw ApiError.message(403, "Invalid promote_name " + link);
    }
    BuildRecord found =
        lookup
            .find(hashes)
            .orElseThrow(
                () ->
                    ApiError.message(
                        400,
                        nameHashes
                            ? Lookup.NOT_FOUND + " for " + hashes.joined()
                            : Lookup.NOT_FOUND));
    if (found.status() == BuildRecord.Status.PURGED) {
      String which = nameHashes ? hashes.joined() : "commit_hash+distro_hash+extended_hash";
      throw ApiError.message(410, which + " has been purged, cannot promote it");
    }
    return new Move(link, found.build());
  }

  private static boolean leavesTheDirectory(String link) {
    return link.isEmpty() || link.startsWith("/") || List.of(link.split("/", -1)).contains("..");
  }

  Answer report(Request request) {
    Inputs inputs = new Inputs(Inputs.body(request));
    String job = inputs.requiredText("job_id");
    boolean success = inputs.requiredFlag("success");
    long timestamp = inputs.requiredNumber("timestamp");
    String url = inputs.requiredText("url");
    inputs.check();
    String user = Credentials.user(request);
    Vote vote = new Vote(job, success, false, url, timestamp, inputs.text("notes"), user);
    String aggregate = inputs.text("aggregate_hash");
    Lookup.Hashes hashes = Lookup.Hashes.of(inputs);
    if (!aggregate.isEmpty() && !hashes.none()) {
      throw ApiError.message(400, "aggregate_hash and commit/distro_hash cannot be combined");
    }
    if (aggregate.isEmpty() && !hashes.both()) {
      throw ApiError.message(
          400,
          "\"Either the aggregate hash or both commit_hash and distro_hash must be provided\"");
    }
    return aggregate.isEmpty() ? reportBuild(hashes, vote) : reportAggregate(aggregate, vote);
  }

  private Answer reportBuild(Lookup.Hashes hashes, Vote vote) {
    BuildRecord found = lookup.get(hashes);
    database.vote(found, vote);
    return Json.object(201, json -> rendering.reported(json, found.build(), vote));
  }

  private Answer reportAggregate(String hash, Vote vote) {
    if (!database.knowsAggregate(hash)) {
      throw ApiError.message(400, "aggregate_hash not found");
    }
    database.vote(hash, vote);
    return Json.object(201, json -> rendering.reported(json, hash, vote));
  }
}
