package dev.promoter.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.documents.Spelling;
import dev.promoter.domain.Deed;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.HistoryQuery.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The promotions of all releases, those by rules and those that people ordered. */
final class Promotions {
  private static final int USUAL_ENTRIES = 50;

  private final Desk desk;

  Promotions(Desk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            Api.ROOT + "/promotions",
            Role.VIEWER,
            "What was promoted where, newest first",
            this::list));
  }

  private Answer list(Request request) {
    int limit = Paging.limit(request, USUAL_ENTRIES);
    Position from = Paging.position(request);
    Chronicle read = new Chronicle(desk.promotions(query(request, limit + 1, from)), List.of());
    List<History.Entry> shown = Paging.page(read, limit).rounds();
    List<Deed> orders = orders(request, shown);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode list = document.putArray("promotions");
    shown.forEach(entry -> list.add(ListDocuments.promotion(entry, by(entry, orders))));
    return Paging.answer(request, document, Paging.next(from, read, limit));
  }

  private static HistoryQuery query(Request request, int limit, Position from) {
    return new HistoryQuery(
        request.query("release").map(Words::release),
        request.query("target"),
        Optional.empty(),
        Optional.empty(),
        request.query("since").map(word -> Words.read(() -> Spelling.since(word))),
        request.query("until").map(word -> Words.read(() -> Spelling.since(word))),
        limit,
        from);
  }

  /** What people ordered before the newest that was ordered; nothing when nothing shown was. */
  private List<Deed> orders(Request request, List<History.Entry> shown) {
    return shown.stream()
        .filter(entry -> kind(entry).isPresent())
        .map(History.Entry::at)
        .max(Instant::compareTo)
        .map(last -> orders(request, last))
        .orElse(List.of());
  }

  private List<Deed> orders(Request request, Instant last) {
    return Stream.of(Deed.Kind.FORCE_PROMOTE, Deed.Kind.ROLLBACK)
        .map(
            kind ->
                new HistoryQuery(
                    request.query("release").map(Words::release),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(kind.word()),
                    Optional.empty(),
                    Optional.of(last.plusSeconds(1)),
                    Paging.MOST))
        .flatMap(query -> desk.history(query).deeds().stream())
        .toList();
  }

  /** Orders of a release are carried out one after the other: it is the newest one before. */
  private static Optional<String> by(History.Entry entry, List<Deed> orders) {
    return orders.stream()
        .filter(deed -> kind(entry).filter(deed.kind()::equals).isPresent())
        .filter(deed -> deed.release().equals(entry.release().value()))
        .filter(
            deed ->
                entry.target().equals(deed.target())
                    || entry.target().startsWith(deed.target() + " ["))
        .filter(deed -> !deed.at().isAfter(entry.at()))
        .findFirst()
        .map(deed -> deed.caller().name());
  }

  /** The order behind it, as the reason of the round tells; empty when the rules decided. */
  private static Optional<Deed.Kind> kind(History.Entry entry) {
    if (entry.reason().startsWith("forced: ")) {
      return Optional.of(Deed.Kind.FORCE_PROMOTE);
    }
    return entry.reason().startsWith("rolled back from ")
        ? Optional.of(Deed.Kind.ROLLBACK)
        : Optional.empty();
  }
}
