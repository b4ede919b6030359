package dev.promoter.web;

import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;

/**
 * How far somebody knows the stored history.
 *
 * @param round the newest round that is known
 * @param deed the newest deed that is known
 */
record Place(long round, long deed) {
  static Place newest(Desk desk) {
    Chronicle newest = desk.history(HistoryQuery.newest(1));
    return new Place(
        newest.rounds().stream().mapToLong(entry -> entry.round()).max().orElse(0),
        newest.deeds().stream().mapToLong(deed -> deed.id()).max().orElse(0));
  }

  /**
   * As {@link #toString} writes it.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Place parse(String text) {
    if (!text.matches("[0-9]{1,18}\\.[0-9]{1,18}")) {
      throw new IllegalArgumentException("'" + text + "' is no Last-Event-ID of this server");
    }
    String[] numbers = text.split("\\.", -1);
    return new Place(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  @Override
  public String toString() {
    return round + "." + deed;
  }
}
