package dev.promoter.health;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.StatusBoard.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Vitals as a test sets them; at first all is well and there is nothing. */
final class ScriptedVitals implements Vitals {
  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  Instant now = START;
  Instant awakeSince = START;
  Duration standstill = Duration.ZERO;
  Optional<String> schedulerFault = Optional.empty();
  Optional<RuntimeException> storeFault = Optional.empty();
  final List<Expected> releases = new ArrayList<>();
  final List<Row> rows = new ArrayList<>();
  final List<Waiting> outbox = new ArrayList<>();
  final Set<ReleaseName> carryingOut = new HashSet<>();

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Instant awakeSince() {
    return awakeSince;
  }

  @Override
  public Duration standstill() {
    return standstill;
  }

  @Override
  public Optional<String> schedulerFault() {
    return schedulerFault;
  }

  @Override
  public List<Expected> releases() {
    return releases;
  }

  @Override
  public List<Row> rows() {
    return stored(rows);
  }

  @Override
  public List<Waiting> outbox() {
    return stored(outbox);
  }

  @Override
  public boolean carriesOut(ReleaseName release) {
    return stored(carryingOut).contains(release);
  }

  private <T> T stored(T value) {
    storeFault.ifPresent(
        fault -> {
          throw fault;
        });
    return value;
  }
}
