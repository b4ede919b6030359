package dev.promoter.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "subset=111/120000 priority=110 lead=yuri",
        "subset: 111/120000, priority: 110, lead: yuri",
        "subset = 111/120000,priority:110 ,  lead=yuri"
      })
  void options_may_be_separated_in_any_usual_way(String words) {
    SuiteLine line = SuiteLine.read("rados", words);

    assertThat(line.faults()).isEmpty();
    assertThat(line.options())
        .isEqualTo(Map.of("subset", "111/120000", "priority", "110", "lead", "yuri"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "upgrade/quincy-x", "upgrade:quincy-x", "ceph_volume", "a/b/c"})
  void a_name_may_have_slices(String name) {
    SuiteLine line = SuiteLine.read(name, "");

    assertThat(line.faults()).isEmpty();
    assertThat(line.suite()).isEqualTo(name.replace(':', '/'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-rf",
        "/etc",
        "rados/",
        "a//b",
        "a..b",
        "rados;id",
        "$(id)",
        "a b",
        "`id`",
        "räder",
        "a\nb",
        "a|b",
        "../up"
      })
  void a_name_that_a_shell_or_a_path_could_misread_is_refused(String name) {
    assertThat(SuiteLine.isName(name)).isFalse();
    assertThat(SuiteLine.read(name, "").faults()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subset=5/5 | subset: '5/5' is not a part",
        "subset=half | subset: 'half' is not a part",
        "priority=high | priority: 'high' is not a whole number",
        "priority=0 | priority: '0' is not a whole number",
        "kernel=;id | kernel: ';id' is not a plain name",
        "lead= | lead: has no value",
        "lead=a lead=b | lead is given twice",
        "sets=1 | 'sets=1' is not understood; a suite may have subset, priority, machine_type",
        "quincy-x | 'quincy-x' is not understood; a suite may have subset, priority, machine_type,"
            + " kernel, flavor, lead, each as name=value; a slice is written upgrade/quincy-x"
      })
  void what_is_wrong_is_said_of_the_option(String words, String sentence) {
    assertThat(SuiteLine.read("upgrade", words).faults())
        .singleElement()
        .asString()
        .startsWith(sentence);
  }

  @Test
  void every_fault_of_a_line_is_told() {
    assertThat(SuiteLine.read("-x", "priority=a subset=b foo").faults()).hasSize(4);
  }
}
