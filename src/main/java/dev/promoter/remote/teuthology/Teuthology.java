package dev.promoter.remote.teuthology;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.program.Command;
import dev.promoter.remote.program.Finished;
import dev.promoter.remote.program.Programs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Schedules suites, always by commit and never {@code --newest}, which may test another one. Names
 * of runs are taken from what the program prints and never made up: without such a line nothing was
 * scheduled, whatever the exit code says. Every method throws {@link RemoteException} when nothing
 * was scheduled or nobody knows.
 */
public final class Teuthology {
  private static final String SYSTEM = "teuthology";
  private static final Pattern LINE =
      Pattern.compile("Job scheduled with name (\\S+) and ID (\\S+)");
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,499}");
  private static final int OUTPUT = 32 * 1024 * 1024;

  private final Programs programs;
  private final Runner runner;

  /** The program at one place. */
  public Teuthology(Programs programs, Runner runner) {
    this.programs = programs;
    this.runner = runner;
  }

  /**
   * Schedules a suite, unless that was done already.
   *
   * @param observe the names of the runs of this suite and commit that were scheduled since it was
   *     first asked for, as the results server has them; asked before, and after an end that tells
   *     nothing
   */
  public Scheduled schedule(SuiteOrder order, Supplier<List<String>> observe) {
    return once("schedule " + order.suite() + " for " + order.sha1(), order.arguments(), observe);
  }

  /**
   * Schedules again what failed or died in a run, unless that was done already. Refused when
   * nothing did: the program would schedule the whole suite (contract ceph.md section 3).
   *
   * @param run the first run
   * @param open how many of its jobs failed or died
   */
  public Scheduled again(SuiteOrder order, String run, int open, Supplier<List<String>> observe) {
    String action = "schedule the failures of " + run + " again";
    if (!RUN.matcher(run).matches()) {
      throw fault(action, "this is not the name of a run");
    }
    if (open < 1) {
      throw fault(action, "no job of it failed or died, and the whole suite would be scheduled");
    }
    return once(action, order.again(run), observe);
  }

  /** The command that would schedule the failures of a run again, for a person to look at. */
  public String proposal(SuiteOrder order, String run) {
    return runner.program() + " " + String.join(" ", order.again(run));
  }

  private static RemoteException fault(String action, String reason) {
    return RemoteException.of(SYSTEM, action, "teuthology-suite", reason, 0, false);
  }

  private Scheduled once(String action, List<String> arguments, Supplier<List<String>> observe) {
    List<String> there = observe.get();
    if (!there.isEmpty()) {
      return new Scheduled(there, 0, "was scheduled before");
    }
    Command command =
        new Command(SYSTEM, action, runner.words(arguments), Map.of(), runner.limit(), OUTPUT);
    Finished finished;
    try {
      finished = programs.run(command);
    } catch (RemoteException fault) {
      List<String> runs = fault.retryable() ? observe.get() : List.of();
      if (runs.isEmpty()) {
        throw fault;
      }
      return new Scheduled(runs, 0, fault.sentence());
    }
    return scheduled(command, finished, observe);
  }

  private static Scheduled scheduled(
      Command command, Finished finished, Supplier<List<String>> observe) {
    Set<String> runs = new LinkedHashSet<>();
    Set<String> jobs = new LinkedHashSet<>();
    Stream.of(finished.out(), finished.err())
        .flatMap(String::lines)
        .map(LINE::matcher)
        .filter(Matcher::find)
        .forEach(
            line -> {
              runs.add(line.group(1));
              jobs.add(line.group(1) + " " + line.group(2));
            });
    if (!runs.isEmpty()) {
      return new Scheduled(List.copyOf(runs), jobs.size(), remark(finished));
    }
    if (finished.exit() == 0 && finished.complete()) {
      throw command.fault(
          "nothing was scheduled although the program ended well: "
              + Command.end(finished.err() + finished.out()),
          false);
    }
    // A lost connection or a kill may have cut off the lines of jobs that were scheduled.
    List<String> found = observe.get();
    if (!found.isEmpty()) {
      return new Scheduled(found, 0, remark(finished));
    }
    throw command.fault(
        "nothing was scheduled and the program ended with %d: %s"
            .formatted(finished.exit(), Command.end(finished.out() + finished.err())),
        lostConnection(finished));
  }

  /** The exit code of ssh itself. */
  private static boolean lostConnection(Finished finished) {
    return finished.exit() == 255;
  }

  private static String remark(Finished finished) {
    return finished.exit() == 0
        ? ""
        : "the program ended with %d, so jobs may be missing: %s"
            .formatted(finished.exit(), Command.end(finished.err() + finished.out()));
  }
}
