package dev.promoter.remote.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Action;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Before;
import dev.promoter.engine.Undo;
import dev.promoter.remote.registry.Digest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final AggregateCandidate CANDIDATE =
      new AggregateCandidate("0123456789abcdef0123456789abcdef");

  private static Digest digest(String digit) {
    return new Digest("sha256:" + digit.repeat(64));
  }

  private final Labels labels =
      new Labels(
          "quay",
          "https://quay.io",
          "ns",
          "current",
          Map.of("base", digest("a"), "nova", digest("b"), "heat", digest("c")),
          Map.of());

  @Test
  void what_the_journal_holds_is_read_back_as_it_was() {
    Action action = labels.action(CANDIDATE);

    assertThat(Labels.of(action)).isEqualTo(labels);
    assertThat(action.title())
        .isEqualTo("tag 3 containers of " + CANDIDATE.id() + " as current in registry quay");
  }

  @Test
  void only_what_moved_goes_back_and_what_is_new_stays_with_the_reason() {
    Before before =
        Labels.before(
            Map.of(
                "base", Optional.of(digest("1")),
                "nova", Optional.of(digest("b")),
                "heat", Optional.empty()));

    Undo undo = labels.undo(labels.action(CANDIDATE), before);

    assertThat(undo.actions()).hasSize(1);
    Labels back = Labels.of(undo.actions().get(0));
    assertThat(back.wanted()).isEqualTo(Map.of("base", digest("1")));
    assertThat(back.standing()).isEqualTo(Map.of("base", digest("a")));
    assertThat(undo.remarks())
        .singleElement()
        .asString()
        .contains("the tag current of 1 container stays in registry quay (heat)");
  }

  @Test
  void a_rollback_can_be_rolled_back() {
    Before before = Labels.before(Map.of("base", Optional.of(digest("1"))));
    Action back = labels.undo(labels.action(CANDIDATE), before).actions().get(0);

    Undo forth =
        Labels.of(back).undo(back, Labels.before(Map.of("base", Optional.of(digest("a")))));

    assertThat(Labels.of(forth.actions().get(0)).wanted()).isEqualTo(Map.of("base", digest("a")));
  }
}
