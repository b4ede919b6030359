package dev.promoter.suites;

import dev.promoter.domain.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A suite to be run on one commit, as words for the program {@code teuthology-suite} (contract
 * ceph.md section 3). The only place where these words are made, for a first run and for a rerun.
 *
 * @param suite its name; a slice with {@code /} or {@code :}
 * @param machine the type of machines, several joined by commas
 * @param branch which names the run
 * @param sha1 the commit that is tested, and no other
 * @param repository where the commit is; empty for the default
 * @param suiteRepository where the tests come from; empty for the default
 * @param suiteBranch their branch; empty for the default
 * @param kernel empty for the default
 * @param flavor empty for the default
 * @param priority empty for the default
 * @param forcePriority whether the program must take any priority
 * @param subset a slice of the jobs, {@code 1/128}; empty for all
 */
public record SuiteOrder(
    String suite,
    String machine,
    String branch,
    String sha1,
    Optional<String> repository,
    Optional<String> suiteRepository,
    Optional<String> suiteBranch,
    Optional<String> kernel,
    Optional<String> flavor,
    Optional<Integer> priority,
    boolean forcePriority,
    Optional<String> subset) {
  private static final Pattern SUITE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_/:-]{0,199}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.,/+-]{0,199}");
  private static final Pattern KERNEL = Pattern.compile("-|[A-Za-z0-9_][A-Za-z0-9_.,/+-]{0,199}");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_.:/@~+%-]{0,999}");
  private static final Pattern SUBSET = Pattern.compile("[0-9]{1,9}/[0-9]{1,9}");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,499}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final int HIGHEST_PRIORITY = 999_999;

  /**
   * Checks every word, so that none can be taken for something else.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public SuiteOrder {
    check(SUITE, suite, "suite");
    check(WORD, machine, "machine type");
    check(WORD, branch, "branch");
    check(SHA1, sha1, "SHA1");
    repository.ifPresent(value -> check(ADDRESS, value, "repository"));
    suiteRepository.ifPresent(value -> check(ADDRESS, value, "suite repository"));
    suiteBranch.ifPresent(value -> check(WORD, value, "suite branch"));
    kernel.ifPresent(value -> check(KERNEL, value, "kernel"));
    flavor.ifPresent(value -> check(WORD, value, "flavor"));
    subset.ifPresent(value -> check(SUBSET, value, "subset"));
    if (priority.filter(value -> value < 1 || value > HIGHEST_PRIORITY).isPresent()) {
      throw new IllegalArgumentException("the priority is not between 1 and " + HIGHEST_PRIORITY);
    }
  }

  /**
   * The order that a release gives for a suite.
   *
   * @throws IllegalArgumentException naming the first word that cannot be used
   */
  public static SuiteOrder of(Settings release, String suite, String sha1) {
    return new SuiteOrder(
        suite,
        SuiteSettings.of(release, suite, "machine_type").orElse(""),
        release.get("ceph_branch"),
        sha1,
        release.find("ceph_repo"),
        release.find("suite_repo").or(() -> release.find("ceph_repo")),
        release.find("suite_branch").or(() -> release.find("ceph_branch")),
        SuiteSettings.of(release, suite, "kernel"),
        SuiteSettings.of(release, suite, "flavor"),
        SuiteSettings.of(release, suite, "priority").map(Integer::parseInt),
        release.isTrue("force_priority"),
        release.find("suite " + suite + " subset"));
  }

  private static void check(Pattern pattern, String value, String what) {
    if (!pattern.matcher(value).matches()) {
      String shown = value.length() <= 80 ? value : value.substring(0, 80) + "...";
      throw new IllegalArgumentException(
          "the %s '%s' is not one: allowed is %s"
              .formatted(what, shown.replaceAll("[\\p{Cntrl}]", " "), pattern.pattern()));
    }
  }

  /** Whether a text can be given to the program as the name of a run. */
  static boolean isRun(String text) {
    return RUN.matcher(text).matches();
  }

  /**
   * The same order with what one of its runs says it was scheduled with.
   *
   * @throws IllegalArgumentException when the server has something there that is no such word
   */
  public SuiteOrder like(TestRun run) {
    boolean several = run.machine().isBlank() || run.machine().equals("multi");
    return new SuiteOrder(
        suite,
        several ? machine : run.machine(),
        run.branch(),
        sha1,
        repository,
        suiteRepository,
        suiteBranch,
        kernel,
        flavor,
        run.priority() > 0 ? Optional.of(run.priority()) : priority,
        forcePriority,
        subset);
  }

  /** The arguments that schedule the suite. */
  public List<String> arguments() {
    List<String> words = new ArrayList<>(List.of("--suite", suite.replace(':', '/')));
    words.addAll(common());
    subset.ifPresent(value -> words.addAll(List.of("--subset", value)));
    return words;
  }

  /** The arguments that schedule again what failed in a run: its suite and subset are inherited. */
  public List<String> again(String run) {
    if (!isRun(run)) {
      throw new IllegalArgumentException("this is not the name of a run");
    }
    List<String> words = new ArrayList<>(List.of("--rerun", run, "-R", "fail,dead"));
    words.addAll(common());
    return words;
  }

  private List<String> common() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--machine-type", machine, "--ceph", branch, "--sha1", sha1));
    repository.ifPresent(value -> words.addAll(List.of("--ceph-repo", value)));
    suiteRepository.ifPresent(value -> words.addAll(List.of("--suite-repo", value)));
    suiteBranch.ifPresent(value -> words.addAll(List.of("--suite-branch", value)));
    kernel.ifPresent(value -> words.addAll(List.of("--kernel", value)));
    flavor.ifPresent(value -> words.addAll(List.of("--flavor", value)));
    priority.ifPresent(value -> words.addAll(List.of("--priority", String.valueOf(value))));
    if (forcePriority) {
      words.add("--force-priority");
    }
    return words;
  }

  /** A command for people to copy into a shell. */
  public static String commandLine(String program, List<String> arguments) {
    return program
        + arguments.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
