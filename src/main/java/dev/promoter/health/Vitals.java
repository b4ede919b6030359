package dev.promoter.health;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.StatusBoard.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: what the checks look at. What reads the store throws when it cannot be read. */
public interface Vitals {
  /** The present moment. */
  Instant now();

  /** When the process began, or woke up after the machine was suspended or its clock set. */
  Instant awakeSince();

  /** For how long the main loop, which takes over edits and orders, has not come round. */
  Duration standstill();

  /** Why the scheduler wakes nobody; empty when it works. */
  Optional<String> schedulerFault();

  /** The releases in force. */
  List<Expected> releases();

  /** The status of all releases; rows in brackets are about the rules and promoter.ini. */
  List<Row> rows();

  /** What has not arrived yet. */
  List<Waiting> outbox();

  /** Whether effects of a promotion of this release are being carried out. */
  boolean carriesOut(ReleaseName release);
}
