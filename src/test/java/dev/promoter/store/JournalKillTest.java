package dev.promoter.store;

import static dev.promoter.store.Samples.MASTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.engine.Journal.OpenPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL in the middle of writing: what was acknowledged is there. */
class JournalKillTest {
  private static final int ROUNDS = 4;
  private static final int LINES_BEFORE_KILL = 25;

  @TempDir Path state;

  @Test
  void no_acknowledged_plan_or_outcome_is_lost() {
    List<Long> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      try (ChildJvm writer = ChildJvm.start(JournalWriter.class, state.toString())) {
        for (int line = 0; line < LINES_BEFORE_KILL; line++) {
          acknowledged.add(Long.valueOf(String.valueOf(writer.line())));
        }
        writer.kill();
        writer.rest().map(Long::valueOf).forEach(acknowledged::add);
      }
      assertThat(achieved()).containsAll(acknowledged);
    }
  }

  private List<Long> achieved() {
    try (Store store = Store.open(StoreSettings.inState(state))) {
      return store.journal().unfinished(MASTER).stream()
          .filter(plan -> plan.steps().get(0).achieved())
          .map(OpenPlan::id)
          .collect(Collectors.toList());
    }
  }
}
