package dev.promoter.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteOrderTest {
  private static SuiteOrder order(String suite, String sha1) {
    Settings release = new Settings(Map.of("ceph_branch", "reef", "machine_type", "smithi"));
    return SuiteOrder.of(release, suite, sha1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rados; rm -rf /", "$(id)", "-n", "--newest", "a b", "../x", "", "a|b", "a\nb"})
  void a_suite_name_with_anything_else_is_refused(String suite) {
    assertThatThrownBy(() -> order(suite, Scene.SHA1)).hasMessageContaining("suite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "9191375", "", "--newest"})
  void only_a_whole_commit_is_scheduled(String sha1) {
    assertThatThrownBy(() -> order("rados", sha1)).hasMessageContaining("SHA1");
  }

  @ParameterizedTest
  @CsvSource({"kernel,--x", "priority,0", "subset,1", "flavor,a b", "machine_type,;x"})
  void no_option_of_a_suite_can_be_taken_for_another_word(String option, String text) {
    assertThatThrownBy(() -> Scene.order("rados", "smithi", Map.of(option, text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_priority_is_forced_where_that_is_said() {
    Settings release =
        new Settings(
            Map.of("ceph_branch", "reef", "machine_type", "smithi", "force_priority", "yes"));
    SuiteOrder order = SuiteOrder.of(release, "rados", Scene.SHA1);

    assertThat(order.arguments()).endsWith("--force-priority");
  }
}
