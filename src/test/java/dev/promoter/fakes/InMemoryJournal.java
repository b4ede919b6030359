package dev.promoter.fakes;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  public synchronized void started(long plan, int action, Before before, Instant at) {
    Row row = row(plan, action);
    if (row.ended.isPresent()) {
      throw new IllegalArgumentException("plan " + plan + " is closed");
    }
    Optional<Before> first = row.steps.get(action).before().or(() -> Optional.of(before));
    row.steps.set(action, new Step(Optional.of(at), first, Optional.empty()));
  }

  @Override
  public synchronized void finished(long plan, int action, Outcome outcome, Instant at) {
    Row row = row(plan, action);
    Step step = row.steps.get(action);
    row.steps.set(action, new Step(step.startedAt(), step.before(), Optional.of(outcome)));
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

  @Override
  public synchronized Optional<OpenPlan> standing(
      ReleaseName release, LinkName target, String component) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue().stands(release, target, component))
        .filter(entry -> !putBack(entry.getKey()))
        .reduce((older, newer) -> newer)
        .map(entry -> entry.getValue().openPlan(entry.getKey()));
  }

  @Override
  public synchronized Optional<String> putBackTo(
      ReleaseName release, LinkName target, String component, String candidate) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue().stands(release, target, component))
        .filter(entry -> entry.getValue().plan.candidate().id().equals(candidate))
        .reduce((older, newer) -> newer)
        .flatMap(entry -> rollbacks(entry.getKey()).findFirst());
  }

  @Override
  public synchronized Optional<Action> lastDone(ReleaseName release, String kind, String title) {
    return rows.values().stream()
        .filter(row -> row.plan.release().equals(release))
        .flatMap(Row::done)
        .filter(action -> action.kind().equals(kind) && action.title().equals(title))
        .reduce((older, newer) -> newer);
  }

  private boolean putBack(long plan) {
    return rollbacks(plan).findAny().isPresent();
  }

  private Stream<String> rollbacks(long plan) {
    return rows.values().stream()
        .filter(row -> row.plan.undoes() == plan)
        .filter(row -> row.ended.equals(Optional.of(PlanState.COMPLETED)))
        .map(row -> row.plan.candidate().id());
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
      this.steps = new ArrayList<>(Collections.nCopies(plan.actions().size(), Step.UNTOUCHED));
    }

    Stream<Action> done() {
      return IntStream.range(0, steps.size())
          .filter(i -> steps.get(i).achieved())
          .mapToObj(i -> plan.actions().get(i));
    }

    boolean stands(ReleaseName release, LinkName target, String component) {
      return plan.purpose() == Purpose.PROMOTION
          && plan.release().equals(release)
          && plan.target().equals(target)
          && plan.component().equals(component)
          && steps.stream().skip(plan.preparing()).anyMatch(step -> step.startedAt().isPresent());
    }

    OpenPlan openPlan(long id) {
      return new OpenPlan(id, plan, basis, steps, ended.isPresent());
    }
  }
}
