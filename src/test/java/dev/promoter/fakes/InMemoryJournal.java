package dev.promoter.fakes;

import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Journal;
import dev.promoter.engine.TargetReport.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A journal that lives as long as the test. */
public final class InMemoryJournal implements Journal {
  private final Map<Long, Row> rows = new TreeMap<>();

  @Override
  public synchronized long open(Plan plan, List<Judged> basis, Instant at) {
    long id = rows.size() + 1L;
    rows.put(id, new Row(plan, basis));
    return id;
  }

  @Override
  public synchronized void started(long plan, int action, Instant at) {
    Row row = row(plan, action);
    if (row.ended.isPresent()) {
      throw new IllegalArgumentException("plan " + plan + " is closed");
    }
    row.steps.set(action, new Step(Optional.of(at), Optional.empty()));
  }

  @Override
  public synchronized void finished(long plan, int action, Outcome outcome, Instant at) {
    Row row = row(plan, action);
    row.steps.set(action, new Step(row.steps.get(action).startedAt(), Optional.of(outcome)));
  }

  @Override
  public synchronized void close(long plan, PlanState state, Instant at) {
    Row row = row(plan);
    if (row.ended.isEmpty()) {
      row.ended = Optional.of(state);
    }
  }

  @Override
  public synchronized List<OpenPlan> unfinished(ReleaseName release) {
    return rows.entrySet().stream()
        .filter(entry -> !entry.getValue().told)
        .filter(entry -> entry.getValue().plan.release().equals(release))
        .map(entry -> entry.getValue().openPlan(entry.getKey()))
        .toList();
  }

  /** A round that is in the history tells of these plans. */
  synchronized void told(List<Long> plans) {
    for (Long id : plans) {
      Row row = rows.get(id);
      if (row != null && row.ended.isPresent()) {
        row.told = true;
      }
    }
  }

  /** How a plan ended; empty while it is open. */
  public synchronized Optional<PlanState> state(long plan) {
    return row(plan).ended;
  }

  /** The steps of a plan, open or closed. */
  public synchronized List<Step> steps(long plan) {
    return List.copyOf(row(plan).steps);
  }

  private Row row(long plan, int action) {
    Row row = row(plan);
    if (action < 0 || action >= row.steps.size()) {
      throw new IllegalArgumentException("plan " + plan + " has no action " + action);
    }
    return row;
  }

  private Row row(long plan) {
    Row row = rows.get(plan);
    if (row == null) {
      throw new IllegalArgumentException("there is no plan " + plan);
    }
    return row;
  }

  private static final class Row {
    private final Plan plan;
    private final List<Judged> basis;
    private final List<Step> steps;
    private Optional<PlanState> ended = Optional.empty();
    private boolean told;

    Row(Plan plan, List<Judged> basis) {
      this.plan = plan;
      this.basis = List.copyOf(basis);
      this.steps =
          new ArrayList<>(
              Collections.nCopies(
                  plan.actions().size(), new Step(Optional.empty(), Optional.empty())));
    }

    OpenPlan openPlan(long id) {
      return new OpenPlan(id, plan, basis, steps, ended.isPresent());
    }
  }
}
