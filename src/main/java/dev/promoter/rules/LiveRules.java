package dev.promoter.rules;

import dev.promoter.domain.Decision.Escalate;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.Problem;
import dev.promoter.domain.RequirementState;
import dev.promoter.engine.Judge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Judges by the rules in force. {@link #reload()} puts new ones in force only when they compile and
 * come through their trial; otherwise the last good set goes on. Before the first good set every
 * candidate escalates. Any thread may call any method.
 */
public final class LiveRules implements Judge {
  private final Path directory;
  private final Duration trialLimit;
  private volatile RuleBook.Compiled inForce =
      new RuleBook.Compiled(LiveRules::escalateEverything, "");
  private volatile List<Problem> problems = List.of();

  /** Rules that are not read yet, with the usual {@link RuleBook#TRIAL_LIMIT}. */
  public LiveRules(Path directory) {
    this(directory, RuleBook.TRIAL_LIMIT);
  }

  /**
   * Rules that are not read yet: call {@link #reload()}.
   *
   * @param directory holds {@code promotion} and {@code local}
   * @param trialLimit how long the trial of a new set may take
   */
  public LiveRules(Path directory, Duration trialLimit) {
    this.directory = directory;
    this.trialLimit = trialLimit;
  }

  /**
   * Reads the files again. Judgements under way are finished by the rules they began with.
   *
   * @return why the new set was refused; empty when it is in force now
   */
  public synchronized List<Problem> reload() {
    RuleBook book = RuleBook.compile(directory, trialLimit);
    if (book instanceof RuleBook.Compiled compiled) {
      inForce = compiled;
      problems = List.of();
    } else if (book instanceof RuleBook.Refused refused) {
      problems = refused.problems();
    }
    return problems;
  }

  /** Why the last {@link #reload()} was refused; empty when the newest files are in force. */
  public List<Problem> problems() {
    return problems;
  }

  /** The fingerprint of the rules in force; empty while there are none. */
  public String fingerprint() {
    return inForce.fingerprint();
  }

  @Override
  public Judgement judge(Facts facts) {
    return inForce.judge().judge(facts);
  }

  private static Judgement escalateEverything(Facts facts) {
    CaseFile caseFile = new CaseFile(facts);
    return new Judgement(
        facts.candidate(),
        new Escalate("No rules are in force", "the rule files were never loaded without a problem"),
        facts.target().requirements().stream()
            .map(each -> caseFile.report(each.name(), RequirementState.UNKNOWN))
            .toList());
  }
}
