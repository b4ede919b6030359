package dev.promoter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRulesTest {
  private static final Facts READY = Situation.requiring("a").passed("a").facts();
  private static final String NEVER =
      """
      import dev.promoter.domain.Standing
      import dev.promoter.rules.Block
      rule "Never"
      when
          Standing()
      then
          insertLogical( new Block( "not today" ) );
      end
      """;

  @TempDir Path directory;

  @Test
  void before_the_first_good_set_every_candidate_escalates() {
    LiveRules rules = new LiveRules(directory);

    assertThat(rules.reload()).isNotEmpty().isEqualTo(rules.problems());
    Judgement judgement = rules.judge(READY);

    assertThat(judgement.decision().word() + ": " + judgement.decision().rule())
        .isEqualTo("escalate: No rules are in force");
    assertThat(judgement.requirements()).hasSize(1);
    assertThat(rules.fingerprint()).isEmpty();
  }

  @Test
  void a_reload_puts_new_rules_in_force() {
    LiveRules rules = loaded();
    String before = rules.fingerprint();
    RuleFolder.write(directory, "local/never.drl", NEVER);

    assertThat(rules.judge(READY).decision().word()).isEqualTo("promote");
    assertThat(rules.reload()).isEmpty();

    assertThat(rules.judge(READY).decision().reason()).isEqualTo("not today");
    assertThat(rules.fingerprint()).isNotEqualTo(before);
  }

  @Test
  void a_refused_set_leaves_the_last_good_one_in_force_and_is_reported_until_mended() {
    LiveRules rules = loaded();
    String before = rules.fingerprint();
    RuleFolder.write(directory, "local/never.drl", NEVER.replace("Block(", "Blok("));

    assertThat(rules.reload()).isNotEmpty().isEqualTo(rules.problems());
    assertThat(rules.judge(READY).decision().word()).isEqualTo("promote");
    assertThat(rules.fingerprint()).isEqualTo(before);

    RuleFolder.write(directory, "local/never.drl", NEVER);
    assertThat(rules.reload()).isEmpty();
    assertThat(rules.problems()).isEmpty();
    assertThat(rules.judge(READY).decision().word()).isEqualTo("wait");
  }

  @Test
  void rules_loaded_on_one_thread_judge_on_another() {
    LiveRules rules = new LiveRules(RuleFolder.copy(directory));

    CompletableFuture<Judgement> judgement =
        CompletableFuture.supplyAsync(rules::reload).thenApplyAsync(any -> rules.judge(READY));

    assertThat(judgement.join().decision().word()).isEqualTo("promote");
  }

  @Test
  void a_hundred_reloads_leave_no_classes_behind() {
    LiveRules rules = loaded();
    reload(rules, 20);
    long before = loadedClasses();
    reload(rules, 100);

    // One set is several dozen classes: a hundred sets kept would be thousands.
    assertThat(loadedClasses() - before).isLessThan(1000);
    assertThat(rules.judge(READY).decision().word()).isEqualTo("promote");
  }

  private LiveRules loaded() {
    LiveRules rules = new LiveRules(RuleFolder.copy(directory));
    assertThat(rules.reload()).isEmpty();
    return rules;
  }

  private static void reload(LiveRules rules, int times) {
    for (int time = 0; time < times; time++) {
      assertThat(rules.reload()).isEmpty();
      rules.judge(READY);
    }
  }

  private static long loadedClasses() {
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }
}
