package dev.promoter.health;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.StatusBoard.Row;
import dev.promoter.health.Check.Grade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks the questions. Whether the process is alive is one thing: a restart may help it. Whether it
 * is ready is another: mostly a person has to help, and a restart would only interrupt promotions.
 */
public final class Health {
  private static final int NAMED = 20;

  /** The name of the check that the others depend on. */
  public static final String STORE = "store";

  private static final String SEE_STORE = "see that the database runs and that its disk has room";

  private final Vitals vitals;
  private final Limits limits;

  /** Health by these limits. */
  public Health(Vitals vitals, Limits limits) {
    this.vitals = vitals;
    this.limits = limits;
  }

  /** Whether the process lives: its main loop comes round and its store answers. */
  public Examination alive() {
    Stored<List<Row>> rows = read(vitals::rows);
    return new Examination(List.of(process(), store(rows)), vitals.now());
  }

  /** Whether promotions go on as the operators mean them to. */
  public Examination ready() {
    Stored<List<Row>> rows = read(vitals::rows);
    List<Check> checks = new ArrayList<>(List.of(process(), store(rows), scheduler()));
    rows.value()
        .ifPresent(known -> checks.addAll(List.of(refused(known), rounds(known), outbox())));
    return new Examination(checks, vitals.now());
  }

  /** The releases without a completed round for too long. */
  public Set<ReleaseName> late(List<Row> rows) {
    Map<ReleaseName, Row> byName = byName(rows);
    Lateness lateness = new Lateness(vitals, limits);
    return vitals.releases().stream()
        .filter(each -> lateness.of(each, find(byName, each)).isPresent())
        .map(Expected::name)
        .collect(Collectors.toSet());
  }

  /** What there is to say when the store keeps the questions waiting. */
  public Examination silent() {
    Check store = Check.bad(STORE, "the store has not answered in time", SEE_STORE);
    return new Examination(List.of(process(), store), vitals.now());
  }

  private Check process() {
    Duration still = vitals.standstill();
    return still.compareTo(limits.standstill()) <= 0
        ? Check.good("process", "the main loop comes round")
        : Check.bad(
            "process",
            "the main loop stands still for %d s: no edit, no order is taken over"
                .formatted(still.toSeconds()),
            "look at the end of the log; if nothing there explains it, restart the daemon");
  }

  private static Check store(Stored<?> stored) {
    return stored.fault().isEmpty()
        ? Check.good(STORE, "the store answers")
        : Check.bad(STORE, stored.fault(), SEE_STORE + "; the daemon goes on by itself");
  }

  private Check scheduler() {
    return vitals
        .schedulerFault()
        .map(
            fault ->
                Check.bad(
                    "scheduler",
                    fault + "; no release is woken",
                    "restart the daemon; see the log"))
        .orElseGet(() -> Check.good("scheduler", "the scheduler works"));
  }

  private static Check refused(List<Row> rows) {
    List<String> refused =
        rows.stream().filter(row -> !row.problems().isBlank()).map(Health::refusal).toList();
    return refused.isEmpty()
        ? Check.good("configuration", "all rules and files are in force")
        : Check.bad(
            "configuration",
            "refused, the last good version stays in force where there was one: " + some(refused),
            "promoter check shows each problem with file and line; an edit is taken over by itself");
  }

  private static String refusal(Row row) {
    return row.release() + " (" + row.problems().strip().lines().findFirst().orElse("") + ")";
  }

  private Check rounds(List<Row> rows) {
    Map<ReleaseName, Row> byName = byName(rows);
    List<Expected> releases = vitals.releases();
    Lateness lateness = new Lateness(vitals, limits);
    Stored<List<String>> late =
        read(
            () ->
                releases.stream()
                    .flatMap(each -> lateness.of(each, find(byName, each)).stream())
                    .toList());
    if (late.value().isEmpty()) {
      return Check.bad("rounds", late.fault(), SEE_STORE);
    }
    return late.value().get().isEmpty()
        ? Check.good("rounds", "%d releases have their rounds".formatted(releases.size()))
        : Check.bad(
            "rounds",
            some(late.value().get()),
            "promoter status says what each round ended with; the log of the release says what it"
                + " waits for");
  }

  private static Map<ReleaseName, Row> byName(List<Row> rows) {
    return rows.stream().collect(Collectors.toMap(Row::release, Function.identity()));
  }

  private static Optional<Row> find(Map<ReleaseName, Row> rows, Expected release) {
    return Optional.ofNullable(rows.get(release.name()));
  }

  private Check outbox() {
    Stored<List<Waiting>> stored = read(vitals::outbox);
    if (stored.value().isEmpty()) {
      return Check.bad("outbox", stored.fault(), SEE_STORE);
    }
    List<Waiting> all = stored.value().get();
    List<String> stuck =
        all.stream()
            .filter(notice -> !notice.givenUp())
            .filter(this::stuck)
            .map(Health::line)
            .toList();
    if (!stuck.isEmpty()) {
      return Check.bad(
          "outbox",
          "what should be told is stuck: " + some(stuck),
          "put right what each line names; it is tried again by itself");
    }
    List<String> lost = all.stream().filter(Waiting::givenUp).map(Health::line).toList();
    return lost.isEmpty()
        ? Check.good("outbox", "nothing is stuck")
        : new Check(
            "outbox",
            Grade.NOTED,
            "given up: " + some(lost),
            "put the address right; what was given up is not sent any more");
  }

  private boolean stuck(Waiting notice) {
    return Duration.between(notice.since(), vitals.now()).compareTo(limits.outboxStuck()) > 0;
  }

  private static String line(Waiting notice) {
    String problem = notice.problem().isEmpty() ? "it was never tried" : notice.problem();
    return "'%s' to %s since %s (%s)"
        .formatted(notice.subject(), notice.to(), notice.since(), problem);
  }

  private static String some(List<String> all) {
    String shown = all.stream().limit(NAMED).collect(Collectors.joining("; "));
    return all.size() <= NAMED ? shown : shown + "; and " + (all.size() - NAMED) + " more";
  }

  private static <T> Stored<T> read(Supplier<T> reading) {
    try {
      return new Stored<>(Optional.of(reading.get()), "");
    } catch (RuntimeException e) { // whatever it is, it is what the check has to say
      return new Stored<>(Optional.empty(), e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** What was read, or why it could not be. */
  private record Stored<T>(Optional<T> value, String fault) {}
}
