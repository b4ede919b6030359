package dev.promoter.rules;

import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.engine.Judge;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.event.rule.AgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;

/**
 * Judges with one compiled set of rules, one session per candidate. May be used by several threads:
 * a session never leaves the thread that opened it.
 */
final class RuleJudge implements Judge {
  private static final int LEAST_FIRING_LIMIT = 10_000;
  private static final int FIRINGS_PER_FACT = 100;
  private static final int FIRINGS_TO_NAME_A_LOOP = 500;

  private final KieBase rules;
  private final Interest interest;
  private final KieSessionConfiguration settings;
  private final List<AgendaEventListener> listeners;

  RuleJudge(KieBase rules, AgendaEventListener... listeners) {
    this.rules = rules;
    this.interest = new Interest(rules);
    this.listeners = List.of(listeners);
    this.settings = KieServices.get().newKieSessionConfiguration();
    // Firing took 95 microseconds a candidate with locks and 46 without; each session has one
    // thread.
    this.settings.setOption(ThreadSafeOption.NO);
  }

  @Override
  public Judgement judge(Facts facts) {
    CaseFile caseFile = new CaseFile(facts);
    Conclusions conclusions = Conclusions.none();
    try {
      conclusions = conclude(caseFile);
      return explained(caseFile, conclusions);
    } catch (UnjudgeableException e) {
      return new Judgement(
          facts.candidate(), e.decision(), conclusions.reportsOfWhatIsKnown(caseFile));
    }
  }

  /** Judges for the sake of finding out whether the rules can; the result does not matter. */
  void attempt(Facts facts) throws UnjudgeableException {
    CaseFile caseFile = new CaseFile(facts);
    explained(caseFile, conclude(caseFile));
  }

  private static Judgement explained(CaseFile caseFile, Conclusions conclusions)
      throws UnjudgeableException {
    Decision decision = conclusions.decision();
    List<RequirementReport> reports = conclusions.reports(caseFile);
    String reason = new Explanation(caseFile.facts(), conclusions, reports).text();
    return new Judgement(
        caseFile.facts().candidate(), decision.because(reason), reports, conclusions.due());
  }

  // A rule may throw whatever it likes: all of it means that the rules cannot judge, and none of it
  // may end a round. Only a virtual machine in trouble is left alone.
  private Conclusions conclude(CaseFile caseFile) throws UnjudgeableException {
    try {
      KieSession session = rules.newKieSession(settings, null);
      try {
        return conclude(session, caseFile.all());
      } finally {
        session.dispose();
      }
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw UnjudgeableException.thrown(e);
    }
  }

  private Conclusions conclude(KieSession session, List<Object> facts) throws UnjudgeableException {
    listeners.forEach(session::addEventListener);
    for (Object fact : facts) {
      if (interest.in(fact)) {
        session.insert(fact);
      }
    }
    int limit = Math.max(LEAST_FIRING_LIMIT, FIRINGS_PER_FACT * facts.size());
    if (session.fireAllRules(limit) >= limit) {
      throw UnjudgeableException.endless(limit, rulesOfLoop(session));
    }
    return new Conclusions(session.getObjects());
  }

  /** The names of the rules that fire when a session that does not end goes on for a while. */
  private static Set<String> rulesOfLoop(KieSession session) {
    Set<String> names = new TreeSet<>();
    session.addEventListener(new FiringListener(names::add));
    session.fireAllRules(FIRINGS_TO_NAME_A_LOOP);
    return names;
  }
}
