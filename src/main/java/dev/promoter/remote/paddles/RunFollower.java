package dev.promoter.remote.paddles;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.RemoteException;
import dev.promoter.suites.Counts;
import dev.promoter.suites.IgnoredRun;
import dev.promoter.suites.LostRun;
import dev.promoter.suites.RunResult;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows the runs of one commit. Each poll reads the counts of all runs in one request and the
 * jobs of those runs only whose counts or last change are others than before; when nothing changed,
 * one more request, unless it is to be spared, looks for what the counts do not show, in turn:
 * scheduled runs that have no job yet, and runs of the branch that test something else. Keeps all
 * of it in memory, and through restarts which runs there were.
 */
public final class RunFollower {
  /** Beyond this no request is spent on what decides nothing. */
  private static final int BUDGET = 25;

  private static final int PAGE = 100;
  private static final int OF_BRANCH = 50;

  /** Stands for the look at the branch among the names of runs, none of which is empty. */
  private static final String BRANCH = "";

  private final PaddlesClient client;
  private final Recollections recollections;
  private final ReleaseName release;
  private final Map<String, RunResult> known = new LinkedHashMap<>();
  private final Map<String, LostRun> lost = new LinkedHashMap<>();
  private final Map<String, Captured> captured = new LinkedHashMap<>();
  private final Map<String, TestRun> unread = new LinkedHashMap<>();
  private final Deque<String> probes = new ArrayDeque<>();

  /** What could not be looked at when it was its turn, until that succeeds. */
  private final Map<String, String> notes = new TreeMap<>();

  private Following following = Following.NOTHING;
  private List<IgnoredRun> elsewhere = List.of();
  private List<Object> told = List.of();
  private int page = PAGE;
  private Followed followed = Followed.NOTHING;
  private boolean begun;

  /** What became of a scheduled run that the counts do not show. */
  private enum Captured {
    EMPTY,
    DELETED,
    FOREIGN
  }

  /**
   * Nothing is known yet, but for which runs were followed before.
   *
   * @param recollections keep that
   * @param release whose runs these are
   */
  public RunFollower(PaddlesClient client, Recollections recollections, ReleaseName release) {
    this.client = client;
    this.recollections = recollections;
    this.release = release;
  }

  /**
   * Reads what changed; of another commit than before, everything.
   *
   * @throws RemoteException when something could not be read; what was known stays known
   */
  public synchronized Sighting poll(Following now) {
    if (!now.sha1().equals(following.sha1())) {
      forgetAll();
    }
    following = now;
    captured.keySet().retainAll(now.captured().keySet());
    notes.keySet().removeIf(what -> !what.equals(BRANCH) && !now.captured().containsKey(what));
    unread.clear();
    int before = client.requests();
    List<TestRun> listed = client.runsOfCommit(now.sha1(), page);
    page = (listed.size() / PAGE + 1) * PAGE;
    if (!begun) {
      recollect();
    }
    forgetUnlisted(listed);
    for (TestRun run : listed) {
      refresh(run);
    }
    lookAround(before);
    begun = true;
    keep();
    List<Object> state = state();
    boolean changed = !state.equals(told);
    told = state;
    return new Sighting(
        List.copyOf(known.values()),
        setAside(),
        List.copyOf(lost.values()),
        unread(),
        List.copyOf(notes.values()),
        client.requests() - before,
        changed);
  }

  /** As if they had been lost a moment ago; those that are listed are read at once. */
  private void recollect() {
    followed =
        recollections.find(release, Followed.SUBJECT).flatMap(Followed::parse).orElse(followed);
    if (followed.sha1().equals(following.sha1())) {
      followed.runs().forEach(run -> lost.put(run.name(), run));
    }
  }

  private void keep() {
    Map<String, LostRun> runs = new TreeMap<>(lost);
    known.values().forEach(result -> asLost(result).ifPresent(run -> runs.put(run.name(), run)));
    Followed now = new Followed(following.sha1(), List.copyOf(runs.values()));
    if (!now.equals(followed)) {
      recollections.keep(release, Followed.SUBJECT, now.text());
      followed = now;
    }
  }

  private List<Object> state() {
    return List.of(
        List.copyOf(known.values()),
        List.copyOf(lost.values()),
        Map.copyOf(captured),
        Map.copyOf(unread),
        Map.copyOf(notes),
        elsewhere);
  }

  private void forgetAll() {
    known.clear();
    lost.clear();
    captured.clear();
    notes.clear();
    probes.clear();
    elsewhere = List.of();
    told = List.of();
    page = PAGE;
    begun = false;
  }

  private void refresh(TestRun run) {
    lost.remove(run.name());
    captured.remove(run.name());
    RunResult old = known.get(run.name());
    if (old != null && old.run().equals(run)) {
      return;
    }
    Counts counts = run.counts();
    boolean failures = counts.fail() + counts.dead() + counts.unknown() > 0;
    Optional<List<TestJob>> jobs = client.jobs(run.name(), failures);
    // The row is kept as it was before its jobs were read: what changes meanwhile is read again.
    jobs.ifPresentOrElse(
        list -> known.put(run.name(), new RunResult(run, list)), () -> missJobs(run));
  }

  /** Deleted a moment ago, or a server that contradicts itself: only the next list tells. */
  private void missJobs(TestRun run) {
    lose(run.name());
    unread.put(run.name(), run);
  }

  private Map<String, SuiteKey> unread() {
    Map<String, SuiteKey> suites = new LinkedHashMap<>();
    unread.forEach((name, run) -> suites.put(name, key(run)));
    return suites;
  }

  private static SuiteKey key(TestRun run) {
    String flavor = run.flavor().isEmpty() ? SuiteKey.DEFAULT_FLAVOR : run.flavor();
    return new SuiteKey(run.suite(), flavor);
  }

  private void forgetUnlisted(List<TestRun> listed) {
    Set<String> names = new HashSet<>();
    listed.forEach(run -> names.add(run.name()));
    for (String name : List.copyOf(known.keySet())) {
      if (!names.contains(name)) {
        lose(name);
      }
    }
  }

  private void lose(String name) {
    RunResult gone = known.remove(name);
    Optional.ofNullable(gone)
        .flatMap(RunFollower::asLost)
        .ifPresent(run -> lost.put(run.name(), run));
  }

  /** Empty for a run without jobs, which nobody misses. */
  private static Optional<LostRun> asLost(RunResult result) {
    if (result.jobs().isEmpty()) {
      return Optional.empty();
    }
    Set<String> descriptions = new HashSet<>();
    result.jobs().forEach(job -> descriptions.add(job.description()));
    TestRun run = result.run();
    return Optional.of(new LostRun(run.name(), key(run), descriptions.size()));
  }

  /** Everything the first time, then one thing a poll, so that a quiet poll stays cheap. */
  private void lookAround(int before) {
    if (probes.isEmpty()) {
      following.captured().keySet().stream()
          .sorted()
          .filter(name -> !known.containsKey(name))
          .forEach(probes::add);
      probes.add(BRANCH);
    }
    boolean quiet = begun && client.requests() - before < 2;
    int most = quiet ? (following.sparing() ? 0 : 1) : probes.size();
    for (int i = 0; i < most && client.requests() - before < BUDGET; i++) {
      probe(probes.removeFirst());
    }
  }

  /** What is found here decides nothing, so a fault does not end the poll, but is told. */
  private void probe(String what) {
    try {
      notes.remove(what);
      if (what.equals(BRANCH)) {
        probeBranch();
      } else if (following.captured().containsKey(what) && !known.containsKey(what)) {
        probeRun(what);
      }
    } catch (RemoteException fault) {
      notes.put(what, "the list of runs that do not count may lack some: " + fault.sentence());
    }
  }

  private void probeBranch() {
    if (!following.branch().isBlank()) {
      elsewhere =
          client.newestOfBranch(following.branch(), OF_BRANCH).stream()
              .filter(run -> !run.sha1().equals(following.sha1()))
              .filter(run -> !following.captured().containsKey(run.name()))
              .map(run -> new IgnoredRun(run.name(), run.suite(), reason(run)))
              .toList();
    }
  }

  private void probeRun(String name) {
    Optional<List<TestJob>> jobs = client.jobs(name, false);
    if (jobs.isPresent() && jobs.get().stream().anyMatch(this::ours)) {
      captured.remove(name); // its first job came a moment ago: the next poll lists it
    } else {
      captured.put(
          name,
          jobs.map(all -> all.isEmpty() ? Captured.EMPTY : Captured.FOREIGN)
              .orElse(Captured.DELETED));
    }
  }

  private boolean ours(TestJob job) {
    return job.sha1().equals(following.sha1());
  }

  private static String reason(TestRun run) {
    return run.sha1().isEmpty()
        ? "it has no job yet, so that nothing says which commit it tests"
        : "it tests another SHA1: " + run.sha1();
  }

  private List<IgnoredRun> setAside() {
    List<IgnoredRun> aside = new ArrayList<>();
    captured.forEach(
        (name, state) -> {
          SuiteKey key = following.captured().get(name);
          String suite = key == null ? "" : key.suite();
          aside.add(new IgnoredRun(name, suite, reason(state)));
        });
    unread.forEach(
        (name, run) ->
            aside.add(
                new IgnoredRun(
                    name,
                    run.suite(),
                    "Paddles lists it but does not know its jobs: deleted a moment ago?")));
    aside.addAll(elsewhere);
    return aside;
  }

  private static String reason(Captured state) {
    return switch (state) {
      case EMPTY -> "it was scheduled but has no job yet";
      case DELETED -> "it was scheduled but Paddles does not know it: not arrived yet, or deleted";
      case FOREIGN -> "it was scheduled but its first job tests another SHA1";
    };
  }
}
