package dev.promoter.engine;

import java.time.Instant;
import java.util.List;

/** Port: what is to be told outside, kept until it is delivered. Survives a restart. */
public interface Outbox {
  /**
   * Keeps a notice until all its recipients have it. One whose key, channel and recipient are known
   * already changes nothing, whatever became of it.
   */
  void put(Notice notice);

  /** What has not arrived, oldest first. */
  List<Waiting> waiting();

  /**
   * A letter that has not arrived.
   *
   * @param since when it was put there
   * @param attempts how often it was tried
   * @param problem why the last attempt failed; empty before the first
   * @param givenUp whether it is not tried any more
   */
  record Waiting(
      String channel,
      String key,
      String to,
      String subject,
      Instant since,
      int attempts,
      String problem,
      boolean givenUp) {}
}
