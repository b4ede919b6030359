package dev.promoter.rules;

import dev.promoter.domain.Decision.Escalate;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.Problem;
import dev.promoter.domain.RequirementState;
import dev.promoter.engine.Judge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges by the rules in force, one set per kind of release work. {@link #reload()} puts new ones
 * in force only when all of them compile and come through their trial; otherwise the last good ones
 * go on. A set is compiled when it is first needed. Before the first good set every candidate
 * escalates. Any thread may call any method.
 */
public final class LiveRules implements Judge {
  private final Path directory;
  private final Duration trialLimit;
  private final Set<RuleSet> needed = new LinkedHashSet<>();
  private volatile Map<String, RuleBook.Compiled> inForce = Map.of();
  private volatile List<Problem> problems = List.of();

  /** The rules of promotions, not read yet, with the usual {@link RuleBook#TRIAL_LIMIT}. */
  public LiveRules(Path directory) {
    this(directory, Set.of(RuleSet.PROMOTION.workflow()), RuleBook.TRIAL_LIMIT);
  }

  /**
   * Rules that are not read yet: call {@link #reload()}.
   *
   * @param directory holds the folders of the sets, and {@code local}
   * @param workflows the kinds of release work whose rules are needed from the beginning
   * @param trialLimit how long the trial of a new set may take
   */
  public LiveRules(Path directory, Set<String> workflows, Duration trialLimit) {
    this.directory = directory;
    this.trialLimit = trialLimit;
    RuleSet.ALL.stream().filter(set -> workflows.contains(set.workflow())).forEach(needed::add);
  }

  /**
   * Reads the files again. Judgements under way are finished by the rules they began with.
   *
   * @return why the new rules were refused; empty when they are in force now
   */
  public synchronized List<Problem> reload() {
    Map<String, RuleBook.Compiled> fresh = new HashMap<>();
    Set<Problem> found = new LinkedHashSet<>();
    for (RuleSet set : needed) {
      RuleBook book = RuleBook.compile(directory, set, trialLimit);
      if (book instanceof RuleBook.Compiled compiled) {
        fresh.put(set.workflow(), compiled);
      } else if (book instanceof RuleBook.Refused refused) {
        found.addAll(refused.problems());
      }
    }
    if (found.isEmpty()) {
      inForce = Map.copyOf(fresh);
    }
    problems = List.copyOf(found);
    return problems;
  }

  /** Why the last {@link #reload()} was refused; empty when the newest files are in force. */
  public List<Problem> problems() {
    return problems;
  }

  /** The fingerprints of the rules in force; empty while there are none. */
  public String fingerprint() {
    return new TreeMap<>(inForce)
        .values().stream().map(RuleBook.Compiled::fingerprint).collect(Collectors.joining(" "));
  }

  @Override
  public Judgement judge(Facts facts) {
    return Optional.ofNullable(inForce.get(facts.workflow()))
        .or(() -> atLast(facts.workflow()))
        .map(compiled -> compiled.judge().judge(facts))
        .orElseGet(() -> escalated(facts));
  }

  /** Of a kind of release work that is new in the configuration, the rules are read now. */
  private synchronized Optional<RuleBook.Compiled> atLast(String workflow) {
    boolean isNew =
        RuleSet.ALL.stream()
            .filter(set -> set.workflow().equals(workflow))
            .anyMatch(set -> !inForce.isEmpty() && needed.add(set));
    if (isNew) {
      reload();
    }
    return Optional.ofNullable(inForce.get(workflow));
  }

  private static Judgement escalated(Facts facts) {
    CaseFile caseFile = new CaseFile(facts);
    return new Judgement(
        facts.candidate(),
        new Escalate("No rules are in force", "the rule files were never loaded without a problem"),
        facts.target().requirements().stream()
            .map(each -> caseFile.report(each.name(), RequirementState.UNKNOWN))
            .toList());
  }
}
