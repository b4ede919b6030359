package dev.promoter.web;

import static dev.promoter.web.Role.VIEWER;

import dev.promoter.domain.ReleaseName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happens, told while it happens: server-sent events from the stored history. */
final class Events {
  /** What can be asked for alone. */
  static final Set<String> KINDS = Set.of("round", "promotion", "deed", "refused");

  static final String TYPE = "text/event-stream";

  private final Desk desk;

  Events(Desk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Api.ROOT + "/events", VIEWER, "What happens, while it happens", this::events));
  }

  private Answer events(Request request) {
    Optional<ReleaseName> release = request.query("release").map(Words::release);
    Set<String> kinds = request.query("kind").map(Events::kinds).orElse(KINDS);
    Place from =
        request
            .header("Last-Event-ID")
            .filter(id -> !id.isBlank())
            .map(id -> Words.read(() -> Place.parse(id.strip())))
            .orElseGet(() -> Place.newest(desk));
    Broadcast broadcast = new HistoryBroadcast(desk, from, release, kinds);
    return request.query("follow").map(Events::follow).orElse(true)
        ? Answer.stream(broadcast)
        : Answer.text(200, TYPE, broadcast.more() + broadcast.sign());
  }

  private static boolean follow(String word) {
    if (!Set.of("yes", "no").contains(word)) {
      throw new Refusal(Refusal.Kind.INVALID, "follow is yes or no.");
    }
    return word.equals("yes");
  }

  private static Set<String> kinds(String list) {
    Set<String> kinds = Set.copyOf(List.of(list.split(",", -1)));
    if (!KINDS.containsAll(kinds)) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "kind names, with commas between: promotion, round, deed, refused.");
    }
    return kinds;
  }
}
