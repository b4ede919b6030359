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
  public static List<RerunProposal> propose(SuiteTable table, RerunLimits limits) {
    return table.rows().stream()
        .filter(row -> row.required() && row.verdict() == SuiteVerdict.FAILED)
        .filter(row -> row.runs().size() - 1 < limits.atMost())
        .flatMap(row -> proposals(row, limits).stream())
        .sorted(Comparator.comparing(proposal -> !proposal.onlyDead()))
        .toList();
  }

  private static List<RerunProposal> proposals(SuiteRow row, RerunLimits limits) {
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
        order(row.key(), counted.run(), limits)
            .ifPresent(
                order ->
                    proposals.add(
                        new RerunProposal(
                            row.key(),
                            counted.run().name(),
                            onlyDead,
                            counted.counts().rerunnable(),
                            order)));
      }
    }
    return proposals;
  }

  /** Empty when it cannot be told, or not be repeated, with what the run was scheduled. */
  private static Optional<SuiteOrder> order(SuiteKey key, TestRun run, RerunLimits limits) {
    SuiteOrder order = limits.orders().get(key);
    if (order == null || !SuiteOrder.isRun(run.name())) {
      return Optional.empty();
    }
    try {
      return Optional.of(order.like(run));
    } catch (IllegalArgumentException foreignWord) {
      return Optional.empty();
    }
  }
}
