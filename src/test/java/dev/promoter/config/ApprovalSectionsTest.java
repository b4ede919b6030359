package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ApprovalPanel;
import dev.promoter.domain.LinkName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalSectionsTest {
  private static final String TARGETS =
      "[promote_from]\ncurrent-tripleo: tripleo-ci-testing\n[current-tripleo]\njob-a";

  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  @Test
  void a_release_names_who_approves_and_roles_are_shared() {
    config.daemon("[role managers]", "members: ann, Bob Smith");
    config.release(
        "r", "[main]", TARGETS, "[approvals current-tripleo]", "from: @managers, kim", "needed: 3");

    assertThat(config.problems()).isEmpty();
    assertThat(ApprovalPanel.of(config.accepted().settings(), new LinkName("current-tripleo")))
        .contains(new ApprovalPanel(3, List.of("ann", "Bob Smith", "kim")));
  }

  @Test
  void approvals_that_nobody_could_ever_give_are_refused() {
    config.daemon("[approvals elsewhere]", "from: @nobody");
    config.release(
        "r",
        "[main]",
        TARGETS,
        "[approvals current-tripleo]",
        "from: @manager",
        "[approvals curent-tripleo]",
        "from: ann",
        "[role managers]",
        "members: ann, @bob",
        "[approvals]");
    config.release(
        "s", "[main]", TARGETS, "[approvals current-tripleo]", "needed: 3", "from: ann, bob, ANN");
    config.release("t", "[main]", TARGETS, "[approvals current-tripleo]", "needed: 0");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:7: [approvals current-tripleo] from: there is no section [role"
                + " manager]; the nearest known one is 'managers'",
            "releases/r.ini:8: [approvals curent-tripleo] 'curent-tripleo' is no target of this"
                + " release; the nearest known one is 'current-tripleo'",
            "releases/r.ini:11: [role managers] members: '@bob' is not a person",
            "releases/r.ini:12: [approvals] lacks its name; write [approvals NAME]",
            "releases/s.ini:7: [approvals current-tripleo] needed: asks for 3 approvals, and there"
                + " are 2 people who may give one",
            "releases/t.ini:6: [approvals current-tripleo] from: is missing; whose approval counts;"
                + " people as `--by` and tokens name them",
            "releases/t.ini:7: [approvals current-tripleo] needed: '0' is not a whole number from 1"
                + " to 999999999");
  }
}
