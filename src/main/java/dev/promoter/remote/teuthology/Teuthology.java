package dev.promoter.remote.teuthology;

import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.program.Command;
import dev.promoter.remote.program.Programs;
import dev.promoter.remote.program.Transcript;
import dev.promoter.remote.program.Transcript.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has orders carried out by the program, each once. Names of runs are taken from what it prints and
 * never made up: without such a line nothing was scheduled, whatever the exit code says. What it
 * prints outlives this process. Where nobody can tell whether an order was carried out, it is not
 * repeated but left to people.
 */
final class Teuthology {
  static final String SYSTEM = "teuthology";

  /** What a shell says of a program that it does not find. */
  private static final int NO_SUCH_PROGRAM = 127;

  private static final int OUTPUT = 32 * 1024 * 1024;
  private static final int LOST_CONNECTION = 255;

  /** Before a refusal is worth another try, unless the order is another one. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private static final Pattern LINE =
      Pattern.compile("Job scheduled with name (\\S+) and ID (\\S+)");

  /** What ssh says when it never came to the program. */
  private static final Pattern NO_CONNECTION =
      Pattern.compile(
          "(?m)^(ssh: |Host key verification failed|\\S+: Permission denied|Connection (closed|reset)"
              + " by .* port|kex_exchange_identification: ).*");

  private final Programs programs;
  private final InstantSource clock;

  Teuthology(Programs programs, InstantSource clock) {
    this.programs = programs;
    this.clock = clock;
  }

  /**
   * What the program is told to do.
   *
   * @param action for messages, as in "tried to {action}"
   * @param runner where it runs
   * @param arguments gives those of the program; asked for only where it is to be run
   * @param transcript where it leaves what it says: the same for the same order in every process
   * @param elsewhere whether only another host can have the transcript
   * @param seen the runs that the results server has in answer to this order
   */
  record Order(
      String action,
      Runner runner,
      Supplier<List<String>> arguments,
      Transcript transcript,
      boolean elsewhere,
      Supplier<List<String>> seen) {}

  /** What has become of an order that must not be given again; empty when it may be. Reads only. */
  Optional<Outcome> settled(Order order) {
    return settled(order, order.transcript().state());
  }

  /** Has an order carried out, unless it was before or nobody knows. */
  Outcome run(Order order) {
    try {
      State state = order.transcript().state();
      Optional<Outcome> settled = settled(order, state).or(() -> notYet(order, state));
      if (settled.isPresent()) {
        return settled.get();
      }
      State after = programs.run(command(order), order.transcript(), clock.instant());
      return settled(order, after).orElseGet(() -> refused(order, after));
    } catch (RemoteException fault) {
      return new Outcome.Retry(fault.sentence());
    }
  }

  private Optional<Outcome> settled(Order order, State state) {
    if (state instanceof State.AtWork working) {
      return Optional.of(
          new Outcome.Retry(
              "teuthology-suite is at work since %s; what it says is in %s"
                  .formatted(working.since(), order.transcript().file())));
    }
    return said(state).or(() -> shown(order)).or(() -> doubt(order, state));
  }

  /** The names of the runs that it has printed so far. */
  static Set<String> names(Transcript transcript) {
    return jobs(transcript.state()).keySet();
  }

  /** What it printed: each run with its jobs. */
  private static Map<String, Set<String>> jobs(State state) {
    Map<String, Set<String>> jobs = new LinkedHashMap<>();
    Matcher line = LINE.matcher(output(state));
    while (line.find()) {
      jobs.computeIfAbsent(line.group(1), run -> new HashSet<>()).add(line.group(2));
    }
    return jobs;
  }

  private static Optional<Outcome> said(State state) {
    Map<String, Set<String>> jobs = jobs(state);
    if (jobs.isEmpty()) {
      return Optional.empty();
    }
    int count = jobs.values().stream().mapToInt(Set::size).sum();
    String remark = "";
    if (!(state instanceof State.Ended ended) || ended.exit() != 0) {
      String how = state instanceof State.Ended ended ? "ended with " + ended.exit() : "was killed";
      remark =
          "; the program %s, so jobs may be missing: %s".formatted(how, Command.end(output(state)));
    }
    return Optional.of(
        new Outcome.Done(
            "scheduled %s of %s%s"
                .formatted(
                    count == 1 ? "1 job" : count + " jobs",
                    String.join(", ", jobs.keySet()),
                    remark)));
  }

  private static Optional<Outcome> shown(Order order) {
    List<String> runs = order.seen().get();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Outcome.AlreadyDone("there is " + String.join(", ", runs)));
  }

  private static Optional<Outcome> doubt(Order order, State state) {
    String sentence = "";
    if (state instanceof State.Absent && order.elsewhere()) {
      sentence = "another host may have begun teuthology-suite, and what it said is not here";
    } else if (state instanceof State.CutOff cut) {
      sentence =
          "teuthology-suite of %s was killed before it said that it had scheduled anything"
              .formatted(cut.since());
    } else if (state instanceof State.Ended ended && lostConnection(order, ended)) {
      sentence =
          "the connection to the host of teuthology-suite was lost: " + Command.end(ended.output());
    }
    return sentence.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Retry(
                """
                %s; it is not repeated, because that might schedule everything twice. Look into the \
                queue: a run that is there is taken over as soon as the results server shows it; if \
                there is none, %s"""
                    .formatted(sentence, wayOut(order, state))));
  }

  private static String wayOut(Order order, State state) {
    return state instanceof State.Absent
        ? "schedule it by hand: " + String.join(" ", order.runner().words(order.arguments().get()))
        : "delete " + order.transcript().file() + " and it is scheduled again";
  }

  private static boolean lostConnection(Order order, State.Ended ended) {
    return order.runner().elsewhere()
        && ended.exit() == LOST_CONNECTION
        && !NO_CONNECTION.matcher(ended.output()).find();
  }

  /** The same order is not given again at once: the reason will be the same. */
  private Optional<Outcome> notYet(Order order, State state) {
    if (state instanceof State.Ended ended) {
      Instant next = ended.at().plus(PAUSE).truncatedTo(ChronoUnit.SECONDS);
      boolean same = ended.words().equals(String.join(" ", command(order).words()));
      if (same && clock.instant().isBefore(next)) {
        String sentence = refused(order, state).detail();
        return Optional.of(new Outcome.Retry(sentence + "; tried again after " + next));
      }
    }
    return Optional.empty();
  }

  private static Outcome refused(Order order, State state) {
    String how =
        state instanceof State.Ended ended && ended.exit() == 0
            ? "although the program ended well"
            : "and the program ended with "
                + (state instanceof State.Ended ended ? ended.exit() : "nothing");
    String said = Command.end(output(state));
    String words = said.isEmpty() ? "it printed nothing; try the command by hand" : said;
    boolean absent = state instanceof State.Ended ended && ended.exit() == NO_SUCH_PROGRAM;
    String advice = absent ? "; does teuthology_suite name a program that is there?" : "";
    return new Outcome.Retry(
        command(order)
            .fault("nothing was scheduled %s: %s%s".formatted(how, words, advice), true)
            .sentence());
  }

  private static String output(State state) {
    if (state instanceof State.Ended ended) {
      return ended.output();
    }
    return state instanceof State.CutOff cut ? cut.output() : "";
  }

  private static Command command(Order order) {
    Runner runner = order.runner();
    return new Command(
        SYSTEM,
        order.action(),
        runner.words(order.arguments().get()),
        Map.of(),
        runner.limit(),
        OUTPUT);
  }
}
