package dev.promoter.remote.teuthology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A suite to be run on one commit.
 *
 * @param suite its name; a slice with {@code /} or {@code :}
 * @param machine the type of machines, several joined by commas
 * @param branch which names the run
 * @param repository where the commit is; empty for the default
 * @param sha1 the commit that is tested, and no other
 * @param kernel empty for the default
 * @param flavor empty for the default
 * @param priority empty for the default
 * @param subset a slice of the jobs, {@code 1/128}; empty for all
 * @param suiteBranch where the tests come from; empty for the default
 */
public record SuiteOrder(
    String suite,
    String machine,
    String branch,
    Optional<String> repository,
    String sha1,
    Optional<String> kernel,
    Optional<String> flavor,
    Optional<Integer> priority,
    Optional<String> subset,
    Optional<String> suiteBranch) {
  private static final Pattern SUITE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_/:-]{0,199}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.,/+-]{0,199}");
  private static final Pattern KERNEL = Pattern.compile("-|[A-Za-z0-9_][A-Za-z0-9_.,/+-]{0,199}");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_.:/@~+%-]{0,999}");
  private static final Pattern SUBSET = Pattern.compile("[0-9]{1,9}/[0-9]{1,9}");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final int HIGHEST_PRIORITY = 100_000;

  /**
   * Checks every word, so that none can be taken for something else.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public SuiteOrder {
    check(SUITE, suite, "suite");
    check(WORD, machine, "machine type");
    check(WORD, branch, "branch");
    repository.ifPresent(value -> check(ADDRESS, value, "repository"));
    check(SHA1, sha1, "SHA1");
    kernel.ifPresent(value -> check(KERNEL, value, "kernel"));
    flavor.ifPresent(value -> check(WORD, value, "flavor"));
    subset.ifPresent(value -> check(SUBSET, value, "subset"));
    suiteBranch.ifPresent(value -> check(WORD, value, "suite branch"));
    if (priority.filter(value -> value < 1 || value > HIGHEST_PRIORITY).isPresent()) {
      throw new IllegalArgumentException("the priority is not between 1 and " + HIGHEST_PRIORITY);
    }
  }

  /** An order with nothing but defaults. */
  public static SuiteOrder of(String suite, String machine, String branch, String sha1) {
    return new SuiteOrder(
        suite,
        machine,
        branch,
        Optional.empty(),
        sha1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static void check(Pattern pattern, String value, String what) {
    if (!pattern.matcher(value).matches()) {
      String shown = value.length() <= 80 ? value : value.substring(0, 80) + "...";
      throw new IllegalArgumentException(
          "the %s '%s' is not one: allowed is %s"
              .formatted(what, shown.replaceAll("[\\p{Cntrl}]", " "), pattern.pattern()));
    }
  }

  /** Why a text is no name of a suite; empty when it is one. */
  public static Optional<String> problem(String suite) {
    try {
      check(SUITE, suite, "suite");
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  /** The arguments that schedule the suite. */
  List<String> arguments() {
    List<String> words = new ArrayList<>(List.of("--suite", suite.replace(':', '/')));
    words.addAll(common());
    subset.ifPresent(value -> words.addAll(List.of("--subset", value)));
    return words;
  }

  /** The arguments that schedule again what failed in a run: its suite and subset are inherited. */
  List<String> again(String run) {
    List<String> words = new ArrayList<>(List.of("--rerun", run, "-R", "fail,dead"));
    words.addAll(common());
    return words;
  }

  private List<String> common() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--machine-type", machine, "--ceph", branch, "--sha1", sha1));
    repository.ifPresent(value -> words.addAll(List.of("--ceph-repo", value)));
    kernel.ifPresent(value -> words.addAll(List.of("--kernel", value)));
    flavor.ifPresent(value -> words.addAll(List.of("--flavor", value)));
    priority.ifPresent(value -> words.addAll(List.of("--priority", String.valueOf(value))));
    suiteBranch.ifPresent(value -> words.addAll(List.of("--suite-branch", value)));
    return words;
  }
}
