package dev.promoter.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.Deed;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Tells one listener what was stored since a place: rounds that changed anything with the
 * promotions they made, and what people did. That a file is refused is no part of the history; it
 * is told when it is seen.
 */
final class HistoryBroadcast implements Broadcast {
  private static final int MOST = 200;

  /** A number that is missing may still be stored by somebody else; it is waited for this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Desk desk;
  private final Optional<ReleaseName> release;
  private final Set<String> kinds;
  private final Map<ReleaseName, String> problems = new HashMap<>();
  private Place place;

  HistoryBroadcast(Desk desk, Place from, Optional<ReleaseName> release, Set<String> kinds) {
    this.desk = desk;
    this.release = release;
    this.kinds = Set.copyOf(kinds);
    this.place = from;
    refused(); // what is refused already is no news
  }

  /** What happened at one moment; a round may have made several promotions. */
  private record Event(Instant at, long round, long deed, String release, List<Telling> tellings) {}

  /** One event as it is told. */
  private record Telling(String kind, JsonNode data) {}

  @Override
  public String more() {
    StringBuilder text = new StringBuilder();
    for (Event event : stored()) {
      place =
          new Place(Math.max(place.round(), event.round()), Math.max(place.deed(), event.deed()));
      if (concerns(event.release())) {
        text.append(told(event));
      }
    }
    refused().forEach(data -> text.append(told("refused", data)));
    return text.toString();
  }

  @Override
  public String sign() {
    return ": here\nid: " + place + "\n\n";
  }

  @Override
  public String end(String reason) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("reason", reason);
    return "id: " + place + "\nretry: 2000\n" + told("end", data);
  }

  /** The place goes with the last of what happened at one moment, or alone. */
  private String told(Event event) {
    List<Telling> asked =
        event.tellings().stream().filter(telling -> kinds.contains(telling.kind())).toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < asked.size(); i++) {
      text.append(told(asked.get(i).kind(), asked.get(i).data()));
    }
    text.append("id: ").append(place).append('\n');
    return asked.isEmpty()
        ? text.append('\n').toString()
        : text.append(told(asked.get(asked.size() - 1).kind(), asked.get(asked.size() - 1).data()))
            .toString();
  }

  /** In the order of time, as far as the numbers of rounds and deeds are in that order. */
  private List<Event> stored() {
    Chronicle news = desk.since(place.round(), place.deed(), MOST);
    Deque<Event> rounds = new ArrayDeque<>(settled(rounds(news), place.round(), Event::round));
    Deque<Event> deeds = new ArrayDeque<>(settled(deeds(news), place.deed(), Event::deed));
    List<Event> all = new ArrayList<>();
    while (!rounds.isEmpty() && !deeds.isEmpty()) {
      boolean deedFirst = deeds.getFirst().at().isBefore(rounds.getFirst().at());
      all.add(deedFirst ? deeds.removeFirst() : rounds.removeFirst());
    }
    all.addAll(rounds);
    all.addAll(deeds);
    return all;
  }

  /** Numbers are drawn before what has them is stored, so a later one may be seen earlier. */
  private List<Event> settled(List<Event> events, long known, ToLongFunction<Event> number) {
    List<Event> settled = new ArrayList<>();
    long next = known + 1;
    for (Event event : events) {
      boolean gap = number.applyAsLong(event) != next;
      if (gap && known > 0 && event.at().isAfter(desk.now().minus(PATIENCE))) {
        break;
      }
      settled.add(event);
      next = number.applyAsLong(event) + 1;
    }
    return settled;
  }

  private static List<Event> rounds(Chronicle news) {
    Map<Long, List<History.Entry>> rounds =
        news.rounds().stream()
            .collect(
                Collectors.groupingBy(History.Entry::round, TreeMap::new, Collectors.toList()));
    return rounds.values().stream().map(HistoryBroadcast::round).toList();
  }

  private static Event round(List<History.Entry> targets) {
    History.Entry first = targets.get(0);
    List<Telling> tellings = new ArrayList<>();
    ObjectNode round = JsonNodeFactory.instance.objectNode();
    round.put("round", first.round());
    round.put("release", first.release().value());
    round.put("at", first.at().toString());
    ArrayNode endings = round.putArray("targets");
    for (History.Entry target : targets) {
      ObjectNode ending = ListDocuments.entry(target);
      if (target.outcome() == TargetOutcome.PROMOTED) {
        tellings.add(new Telling("promotion", ending));
      }
      endings.add(ending);
    }
    tellings.add(new Telling("round", round));
    return new Event(first.at(), first.round(), 0, first.release().value(), tellings);
  }

  private static List<Event> deeds(Chronicle news) {
    return news.deeds().stream().map(HistoryBroadcast::deed).toList();
  }

  private static Event deed(Deed deed) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ListDocuments.write(deed, node);
    return new Event(deed.at(), 0, deed.id(), deed.release(), List.of(new Telling("deed", node)));
  }

  /** The files that are refused now, with other words than a moment ago. */
  private List<ObjectNode> refused() {
    List<ObjectNode> news = new ArrayList<>();
    for (StatusBoard.Row row : desk.status()) {
      String before = problems.put(row.release(), row.problems());
      boolean other = !row.problems().isEmpty() && !row.problems().equals(before);
      if (other && kinds.contains("refused") && concerns(row.release().value())) {
        news.add(ListDocuments.row(row));
      }
    }
    return news;
  }

  private boolean concerns(String name) {
    return release.map(one -> one.value().equals(name)).orElse(true);
  }

  /** JSON has no line breaks, so it is one line of data. */
  private static String told(String kind, JsonNode data) {
    return "event: " + kind + "\ndata: " + data + "\n\n";
  }
}
