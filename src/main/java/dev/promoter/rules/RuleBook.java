package dev.promoter.rules;

import dev.promoter.domain.Problem;
import dev.promoter.engine.Judge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kie.api.KieBase;

/** What came of compiling the rule files of one directory: rules to judge by, or problems. */
public sealed interface RuleBook {
  /** How long the trial of a new set may take. It needs a fraction of a second. */
  Duration TRIAL_LIMIT = Duration.ofSeconds(10);

  /**
   * A set that compiles and came through its trial.
   *
   * @param judge judges by this set; may be used by several threads
   * @param fingerprint SHA-256 over the names and contents of the files, in hexadecimal: the same
   *     files give the same fingerprint
   */
  record Compiled(Judge judge, String fingerprint) implements RuleBook {}

  /**
   * A set that must not be used.
   *
   * @param problems each with the file and, where there is one, the line; never empty
   */
  record Refused(List<Problem> problems) implements RuleBook {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** As {@link #compile(Path, RuleSet, Duration)} for promotions with {@link #TRIAL_LIMIT}. */
  static RuleBook compile(Path rules) {
    return compile(rules, RuleSet.PROMOTION, TRIAL_LIMIT);
  }

  /**
   * Compiles the files of a set and {@code local/*.drl} together and tries them on invented
   * candidates. Takes one to two seconds the first time in a process, a tenth of that later. Any
   * thread may call it; what is returned belongs to none.
   *
   * @param rules the directory that holds the folder of the set and {@code local}; {@code local}
   *     may be missing
   * @param set which rules
   * @param trialLimit how long the trial may take before a rule counts as hanging
   */
  static RuleBook compile(Path rules, RuleSet set, Duration trialLimit) {
    RuleFiles files = RuleFiles.read(rules, set);
    if (!files.problems().isEmpty()) {
      return new Refused(files.problems());
    }
    RuleCompiler compiler = new RuleCompiler(files);
    Optional<KieBase> base = compiler.compile();
    if (base.isEmpty()) {
      return new Refused(compiler.problems());
    }
    List<String> faults =
        new Trial(base.get(), TrialFacts.all(set, files.ownWords()), trialLimit).faults();
    return faults.isEmpty()
        ? new Compiled(new RuleJudge(base.get()), files.fingerprint())
        : new Refused(faults.stream().map(files::problemOfTheWhole).toList());
  }
}
