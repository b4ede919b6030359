package dev.promoter.suites;

import dev.promoter.suites.SuiteRow.CountedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposes reruns of failed suites; suites that only have dead jobs come first. */
public final class Reruns {
  private Reruns() {}

  /** One proposal per run that holds a failure to repeat, of every required suite that failed. */
  public static List<RerunProposal> propose(SuiteTable table, String sha1, RerunLimits limits) {
    return table.rows().stream()
        .filter(row -> row.required() && row.verdict() == SuiteVerdict.FAILED)
        .filter(row -> row.runs().size() - 1 < limits.atMost())
        .flatMap(row -> proposals(row, sha1, limits).stream())
        .sorted(Comparator.comparing(proposal -> !proposal.onlyDead()))
        .toList();
  }

  private static List<RerunProposal> proposals(SuiteRow row, String sha1, RerunLimits limits) {
    List<Failure> open = row.failures().stream().filter(f -> f.waiver().isEmpty()).toList();
    boolean onlyDead = open.stream().allMatch(failure -> failure.status() == JobStatus.DEAD);
    Set<String> holding =
        open.stream()
            .filter(failure -> failure.status().rerunnable())
            .map(Failure::run)
            .collect(Collectors.toSet());
    List<RerunProposal> proposals = new ArrayList<>();
    for (CountedRun counted : row.runs()) {
      if (holding.contains(counted.run().name()) && counted.counts().rerunnable() > 0) {
        arguments(row.key(), counted.run(), sha1, limits)
            .ifPresent(
                arguments ->
                    proposals.add(
                        new RerunProposal(
                            row.key(),
                            counted.run().name(),
                            onlyDead,
                            counted.counts().rerunnable(),
                            arguments)));
      }
    }
    return proposals;
  }

  /** Empty when the machine type or the branch is not known: what was scheduled cannot be told. */
  private static Optional<List<String>> arguments(
      SuiteKey key, TestRun run, String sha1, RerunLimits limits) {
    boolean several = run.machine().isBlank() || run.machine().equals("multi");
    String machine = several ? limits.machine() : run.machine();
    if (machine.isBlank() || run.branch().isBlank()) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--rerun", run.name(), "-R", "fail,dead"));
    arguments.addAll(List.of("-m", machine, "-c", run.branch(), "-S", sha1));
    int priority = run.priority() > 0 ? run.priority() : limits.priority();
    if (priority > 0) {
      arguments.addAll(List.of("-p", String.valueOf(priority)));
    }
    if (!key.flavor().equals(SuiteKey.DEFAULT_FLAVOR)) {
      arguments.addAll(List.of("-f", key.flavor()));
    }
    arguments.addAll(limits.extra().getOrDefault(key, List.of()));
    return Optional.of(arguments);
  }
}
