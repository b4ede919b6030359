package dev.promoter.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Port: what was answered to orders that came with a key, so that an order which is sent again
 * because its answer was lost is carried out once.
 */
public interface Receipts {
  /**
   * Opens one, unless there is one of this owner and key. Old ones are thrown away.
   *
   * @param order what was ordered, as something that two different orders never share
   * @return the one that is there already
   */
  Optional<Receipt> open(String owner, String key, String order, Instant at);

  /** The one of this owner and key, unless it is old. */
  Optional<Receipt> find(String owner, String key, Instant at);

  /** Keeps the answer with an open one. */
  void answered(String owner, String key, String answer);

  /** Throws an open one away: nothing was done. */
  void drop(String owner, String key);

  /**
   * One of them.
   *
   * @param order what was ordered
   * @param answer what was answered; empty while it is at work, or when that broke off
   */
  record Receipt(String order, Optional<String> answer) {}

  /**
   * An order that came with a key.
   *
   * @param owner who gave it
   * @param key the key
   * @param order what was ordered, as something that two different orders never share
   * @param at when
   */
  record Keyed(String owner, String key, String order, Instant at) {}
}
