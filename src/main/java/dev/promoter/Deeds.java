package dev.promoter;

import dev.promoter.cli.Operations.ForcedPromotion;
import dev.promoter.cli.Operations.RollbackRequest;
import dev.promoter.cli.Operations.Vote;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Deed;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/** What people order, as the audit keeps it. What they say becomes a deed by itself. */
final class Deeds {
  private Deeds() {}

  static Deed forcePromote(ForcedPromotion order, Caller caller, Instant at) {
    String sentence =
        "orders to promote %s from %s to %s of %s without its criteria: %s"
            .formatted(
                order.candidate().id(),
                order.source(),
                order.target(),
                order.release(),
                order.reason());
    Map<String, String> fields =
        order.allowedClients().isEmpty()
            ? Map.of("source", order.source().value())
            : Map.of(
                "source",
                order.source().value(),
                "allowed_clients",
                String.join(",", new TreeSet<>(order.allowedClients())));
    return new Deed(
        0,
        at,
        caller,
        Deed.Kind.FORCE_PROMOTE,
        order.release().value(),
        order.target().value(),
        "",
        order.candidate().id(),
        order.reason(),
        sentence,
        fields);
  }

  static Deed rollback(RollbackRequest request, Caller caller, Instant at) {
    String component = request.component().isEmpty() ? "" : " [" + request.component() + "]";
    return new Deed(
        0,
        at,
        caller,
        Deed.Kind.ROLLBACK,
        request.release().value(),
        request.target().value(),
        request.component(),
        "",
        request.reason(),
        "orders to put back what the last promotion to %s%s of %s replaced: %s"
            .formatted(request.target(), component, request.release(), request.reason()),
        Map.of("until", request.until().toString()));
  }

  static Deed vote(Vote vote, Caller caller, Instant at) {
    String result = vote.success() ? "success" : "failure";
    return new Deed(
        0,
        at,
        caller,
        Deed.Kind.VOTE,
        vote.release().value(),
        "",
        vote.job(),
        vote.candidate().id(),
        vote.notes(),
        "reports %s of %s for %s of %s (%s)"
            .formatted(result, vote.job(), vote.candidate().id(), vote.release(), vote.url()),
        Map.of("result", result, "url", vote.url()));
  }

  static Deed reload(Caller caller, Instant at) {
    return new Deed(
        0,
        at,
        caller,
        Deed.Kind.RELOAD,
        "",
        "",
        "",
        "",
        "",
        "orders to read the configuration and the rules again",
        Map.of());
  }
}
