package dev.promoter.suites;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rerun that is worth while.
 *
 * @param key the suite
 * @param run the run whose failures are to be repeated
 * @param onlyDead whether nothing in the suite failed but jobs that came to no end
 * @param jobs how many jobs of the run it selects; never 0
 * @param arguments those of the program {@code teuthology-suite}
 */
public record RerunProposal(
    SuiteKey key, String run, boolean onlyDead, int jobs, List<String> arguments) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  public RerunProposal {
    arguments = List.copyOf(arguments);
    if (jobs < 1) {
      throw new IllegalArgumentException(
          "a rerun that selects no job schedules the whole suite (contract ceph.md section 3)");
    }
  }

  /** For people to copy into a shell. */
  public String commandLine() {
    return "teuthology-suite "
        + arguments.stream().map(RerunProposal::quoted).collect(Collectors.joining(" "));
  }

  /**
   * Whether the jobs of the run, read again just before scheduling, still hold one that the rerun
   * selects; otherwise it must not be scheduled.
   */
  public static boolean selectsAny(List<TestJob> jobs) {
    return jobs.stream().anyMatch(job -> job.status().rerunnable());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
