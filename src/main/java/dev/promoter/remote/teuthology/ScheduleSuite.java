package dev.promoter.remote.teuthology;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Release;
import dev.promoter.engine.ErrandRunner;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Schedules the suites that the rules find due, each once for a commit, always by that commit and
 * never {@code --newest}, which may test another one.
 */
public final class ScheduleSuite implements ErrandRunner {
  private static final String STEP = "schedule";
  private static final String SUITE = "suite";
  private static final String FLAVOR = "flavor";
  private static final String ARGUMENTS = "arguments";

  private final Desk desk;

  /** Schedules through one desk. */
  public ScheduleSuite(Desk desk) {
    this.desk = desk;
  }

  @Override
  public String kind() {
    return "schedule-suite";
  }

  @Override
  public List<Action> errands(Release release, Judged judged) {
    return judged.judgement().due().stream()
        .filter(due -> due.step().equals(STEP))
        .map(due -> action(release, judged.facts().candidate(), due.subject()))
        .toList();
  }

  private Action action(Release release, Candidate candidate, String suite) {
    SuiteOrder order = Desk.order(release, candidate, suite);
    return new Action(
        kind(),
        "schedule suite " + suite,
        candidate,
        Map.of(
            SUITE, suite,
            FLAVOR, order.flavor().orElse(""),
            ARGUMENTS, Desk.text(order.arguments())));
  }

  @Override
  public Before before(Release release, Action action) {
    return desk.before(release, action.candidate());
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return desk.observe(order(release, action, before));
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    return desk.run(order(release, action, before));
  }

  /** Any run of the suite for this commit will do, whoever has scheduled it. */
  private Teuthology.Order order(Release release, Action action, Before before) {
    SuiteKey key = new SuiteKey(action.setting(SUITE), action.setting(FLAVOR));
    String sha1 = action.candidate().id();
    return new Teuthology.Order(
        "schedule %s for %s".formatted(key.suite(), sha1),
        Runner.of(release),
        () -> Desk.words(action.setting(ARGUMENTS)),
        desk.transcript(release, action.candidate(), Desk.FIRST, key, ""),
        desk.begunElsewhere(before),
        () -> desk.runs(release, action.candidate(), key));
  }
}
