package dev.promoter.sandbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The endpoints that read promotions and votes (contract dlrn.md section 3). */
final class Reads {
  private static final long MOST_ROWS = 100;

  private final Database database;
  private final Lookup lookup;
  private final Rendering rendering;
  private final AnswerCache promotions;
  private final AnswerCache statuses;

  Reads(Database database, Rendering rendering) {
    this.database = database;
    this.lookup = new Lookup(database);
    this.rendering = rendering;
    this.promotions = new AnswerCache(database::rowRevision);
    this.statuses = new AnswerCache(database::voteRevision);
  }

  Answer promotions(Request request) {
    return promotions.get(key(request), () -> readPromotions(Inputs.ofRead(request)));
  }

  Answer repoStatus(Request request) {
    return statuses.get(key(request), () -> readRepoStatus(Inputs.ofRead(request)));
  }

  Answer aggregateStatus(Request request) {
    return statuses.get(key(request), () -> readAggregateStatus(Inputs.ofRead(request)));
  }

  private static String key(Request request) {
    return request.contentType() + ' ' + request.target() + ' ' + request.body();
  }

  private Answer readPromotions(Inputs inputs) {
    Lookup.Hashes hashes = Lookup.Hashes.of(inputs);
    long offset = inputs.count("offset", 0);
    long limit = inputs.count("limit", Long.MAX_VALUE);
    inputs.check();
    if (!hashes.none() && !hashes.both()) {
      throw ApiError.message(
          400, "Both commit_hash and distro_hash must be specified if one of them is.");
    }
    Predicate<Row> wanted =
        matches(inputs.text("promote_name"), Row::link)
            .and(matches(inputs.text("aggregate_hash"), Row::aggregateHash))
            .and(matches(inputs.text("component"), row -> row.build().component()));
    if (hashes.both()) {
      Build build = lookup.get(hashes).build();
      wanted = wanted.and(row -> row.build().equals(build));
    }
    // Without a limit all rows are answered; a limit is cut to 100.
    long most = limit == Long.MAX_VALUE ? limit : Math.min(limit, MOST_ROWS);
    List<Row> page = database.rows(wanted).stream().skip(offset).limit(most).toList();
    return Json.list(page, rendering::row);
  }

  /** An empty filter lets every row pass. */
  private static Predicate<Row> matches(String filter, Field field) {
    return filter.isEmpty() ? row -> true : row -> Objects.equals(filter, field.of(row));
  }

  private interface Field {
    @org.jspecify.annotations.Nullable
    String of(Row row);
  }

  private Answer readRepoStatus(Inputs inputs) {
    inputs.requiredText("commit_hash");
    inputs.requiredText("distro_hash");
    Predicate<Vote> wanted = outcome(inputs);
    inputs.check();
    BuildRecord found = lookup.get(Lookup.Hashes.of(inputs));
    return Json.list(
        database.votes(found).stream().filter(wanted).toList(),
        (json, vote) -> rendering.vote(json, found.build(), vote));
  }

  private Answer readAggregateStatus(Inputs inputs) {
    String hash = inputs.requiredText("aggregate_hash");
    Predicate<Vote> wanted = outcome(inputs);
    inputs.check();
    return Json.list(
        database.votes(hash).stream().filter(wanted).toList(),
        (json, vote) -> rendering.vote(json, hash, vote));
  }

  private static Predicate<Vote> outcome(Inputs inputs) {
    Optional<Boolean> success = inputs.flag("success");
    return vote -> success.isEmpty() || success.get() == vote.success();
  }
}
