package dev.promoter.store;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.store.JdbiJournal.Move;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Which waivers until something is promoted a promotion has ended: those whose target has been
 * promoted to since, each component of it when it has some. A promotion that is rolled back ends
 * none. The journal says so, so nothing of it is stored with the waiver.
 */
final class PromotedWaivers {
  private final Handle handle;
  private final Map<Place, List<Optional<Move>>> known = new HashMap<>();

  private record Place(ReleaseName release, LinkName target) {}

  /** As a transaction sees it. */
  PromotedWaivers(Handle handle) {
    this.handle = handle;
  }

  /** The waiver as it is after what was promoted. */
  Waiver seen(Waiver waiver) {
    return waiver.untilPromoted() ? ended(waiver).orElse(waiver) : waiver;
  }

  /** One that had come to its own end before is left as it is. */
  private Optional<Waiver> ended(Waiver waiver) {
    List<Optional<Move>> moves =
        known.computeIfAbsent(new Place(waiver.release(), waiver.target()), this::moves);
    boolean all =
        moves.stream().allMatch(move -> move.filter(one -> isIn(one, waiver)).isPresent());
    return all
        ? moves.stream()
            .flatMap(Optional::stream)
            .max(Comparator.comparing(Move::at))
            .filter(last -> last.at().isBefore(waiver.until()))
            .map(last -> waiver.endedBy(last.candidate(), last.at()))
        : Optional.empty();
  }

  private static boolean isIn(Move move, Waiver waiver) {
    return move.at().isAfter(waiver.since());
  }

  /** One for each component that a round has told of; one for a target that has none. */
  private List<Optional<Move>> moves(Place place) {
    return handle
        .createQuery(
            "select component from target_state where release = :release and link = :link"
                + " order by target_no")
        .bind("release", place.release().value())
        .bind("link", place.target().value())
        .mapTo(String.class)
        .list()
        .stream()
        .map(component -> JdbiJournal.moved(handle, place.release(), place.target(), component))
        .toList();
  }
}
