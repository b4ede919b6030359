package dev.promoter.web;

import dev.promoter.engine.Receipts;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the API. */
public final class Api {
  static final String ROOT = "/api/v1";

  private Api() {}

  /**
   * The routes over a desk.
   *
   * @param hooks who reports results
   * @param receipts which reports have come before
   * @param clock the time
   */
  public static List<Route> routes(
      Desk desk, List<Hook> hooks, Receipts receipts, InstantSource clock) {
    Reads reads = new Reads(desk);
    return Stream.of(
            reads.routes(),
            new Promotions(desk).routes(),
            new Sayings(desk).routes(),
            new Writes(desk, reads).routes(),
            new Hooks(hooks, desk, receipts, clock).routes(),
            new Events(desk).routes(),
            new Description().routes())
        .flatMap(List::stream)
        .toList();
  }
}
