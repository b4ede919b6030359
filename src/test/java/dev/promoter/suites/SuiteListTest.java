package dev.promoter.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteListTest {
  private static List<String> names(SuiteList list) {
    return list.entries().stream().map(entry -> entry.suite().suite()).toList();
  }

  @Test
  void a_list_under_a_heading_is_read() {
    SuiteList list =
        SuiteList.parse(
            """
            ---
            # of reef
            suites:
              - smoke
              - "rados"   # the long one
              - upgrade/quincy-x
              - 'upgrade:pacific-x'
            - krbd: kernel=testing, priority=120
            """
                .lines()
                .toList());

    assertThat(list.faults()).isEmpty();
    assertThat(names(list))
        .containsExactly("smoke", "rados", "upgrade/quincy-x", "upgrade/pacific-x", "krbd");
    assertThat(list.entries().get(4).suite().options())
        .isEqualTo(Map.of("kernel", "testing", "priority", "120"));
    assertThat(list.entries().get(4).line()).isEqualTo(8);
  }

  @Test
  void a_name_per_line_is_read() {
    SuiteList list = SuiteList.parse(List.of("smoke", "", "\trgw # comment", "rbd subset=1/4"));

    assertThat(list.faults()).isEmpty();
    assertThat(names(list)).containsExactly("smoke", "rgw", "rbd");
  }

  @Test
  void what_is_wrong_has_its_line() {
    SuiteList list = SuiteList.parse(List.of("smoke", "- rm -rf /", "smoke", "<html>"));

    assertThat(list.faults()).extracting(SuiteList.Fault::line).containsExactly(2, 2, 3, 4);
    assertThat(list.faults().get(2).sentence()).isEqualTo("smoke is listed twice, first at line 1");
    assertThat(names(list)).containsExactly("smoke");
  }

  @Test
  void a_list_of_nothing_and_a_list_without_end_are_refused() {
    assertThat(SuiteList.parse(List.of("suites:", "# none")).faults())
        .containsExactly(new SuiteList.Fault(0, "lists no suite"));
    assertThat(SuiteList.parse(Collections.nCopies(1_000_000, "x y")).faults())
        .hasSizeLessThan(2500)
        .last()
        .extracting(SuiteList.Fault::line)
        .isEqualTo(0);
  }
}
