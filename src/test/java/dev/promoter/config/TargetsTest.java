package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  /** The problems of a release with these lines below an empty [main] in line 1. */
  private List<String> problems(String... lines) {
    config.release("r", "[main]\n" + String.join("\n", lines));
    return config.problems().stream().map(text -> text.replace("releases/r.ini:", "")).toList();
  }

  @Test
  void targets_keep_the_order_of_promote_from_and_jobs_that_of_their_section() {
    config.release(
        "r",
        "[promote_from]",
        "b: a",
        "c: b",
        "[c]",
        "Job-Z",
        "job-a: alt-1,alt-2 ,  alt-3",
        "[b]",
        "job-1",
        "[main]");
    assertThat(config.accepted().targets())
        .containsExactly(
            new Target(new LinkName("b"), new LinkName("a"), "", List.of(new Requirement("job-1"))),
            new Target(
                new LinkName("c"),
                new LinkName("b"),
                "",
                List.of(
                    new Requirement("Job-Z"),
                    new Requirement("job-a", List.of("alt-1", "alt-2", "alt-3")))));
  }

  @Test
  void sections_with_a_component_make_one_target_each_in_file_order() {
    config.release(
        "r",
        "[main]",
        "[promote_from]",
        "promoted-components: component-ci-testing",
        "[promoted-components tripleo]",
        "job-t",
        "[promoted-components nova]",
        "job-n");
    assertThat(config.accepted().targets())
        .extracting(Target::title)
        .containsExactly("promoted-components [tripleo]", "promoted-components [nova]");
  }

  @Test
  void a_target_has_a_plain_section_or_components_but_not_both() {
    assertThat(problems("[promote_from]", "t: s", "[t]", "a", "[t nova]", "b"))
        .containsExactly(
            "6: [t nova] the target has a section without component, too (line 4); keep either that"
                + " one or those of the components");
  }

  @ParameterizedTest
  @CsvSource({"t  nova", "t\tnova", "t nova neutron", "t ../x"})
  void a_component_is_one_plain_word_behind_one_blank(String section) {
    assertThat(problems("[promote_from]", "t: s", "[" + section + "]", "a"))
        .containsExactly(
            "4: ["
                + section
                + "] is not '<target> <component>' with one blank and a plain component name");
  }

  @Test
  void there_must_be_targets() {
    assertThat(problems("[promote_from]", "# t: s"))
        .containsExactly("2: [promote_from] lists no target; write '<target>: <source>' lines");
  }

  @Test
  void a_target_needs_a_section_with_jobs() {
    assertThat(problems("[promote_from]", "t: s", "u: s", "[u]", "# job"))
        .containsExactly(
            "3: [promote_from] t: there is no section [t] with the jobs that must pass",
            "5: [u] lists no job; a target without criteria would promote anything");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "current: s|current: is made by DLRN itself; nothing can be promoted to it",
        "consistent: s|consistent: is made by DLRN itself; nothing can be promoted to it",
        "t: t|t: cannot be promoted from itself",
        "t|t: has no source; write '<target>: <source>'",
        "t:|t: has no source; write '<target>: <source>'",
        "../t: s|../t: '../t' is not a link name",
        "t: a/b|t: 'a/b' is not a link name",
        "t: s # why|t: 's # why' is not a link name",
      })
  void a_wrong_route_is_one_problem(String line, String sentence) {
    String section = line.replaceFirst(":.*", "");
    assertThat(problems("[promote_from]", line, "[" + section + "]", "job"))
        .singleElement()
        .asString()
        .startsWith("3: [promote_from] " + sentence);
  }

  @Test
  void the_jobs_of_a_wrong_route_are_checked_nevertheless() {
    assertThat(problems("[promote_from]", "current: s", "[current]", "a b")).hasSize(2);
  }

  @Test
  void a_circle_is_reported_once() {
    assertThat(
            problems(
                "[promote_from]",
                "x: a",
                "a: b",
                "b: c",
                "c: a",
                "[x]",
                "j",
                "[a]",
                "j",
                "[b]",
                "j",
                "[c]",
                "j"))
        .contains("4: [promote_from] a: is promoted in a circle: a from b from c from a")
        .filteredOn(text -> text.contains("circle"))
        .hasSize(1);
  }

  @Test
  void a_chain_that_is_listed_backwards_is_a_warning() {
    assertThat(problems("[promote_from]", "b: a", "a: s", "[a]", "j", "[b]", "j"))
        .containsExactly(
            "3: [promote_from] b: warning: its source 'a' is a target listed below (line 4); put"
                + " that first, or this one is always a round behind");
  }

  @Test
  void a_target_must_not_be_where_another_keeps_its_former_link() {
    assertThat(problems("[promote_from]", "previous-t: s", "t: s", "[t]", "j", "[previous-t]", "j"))
        .containsExactly(
            "3: [promote_from] previous-t: keeps what stood at 't' before (line 4), so it cannot be"
                + " a target itself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job # off|a job name holds no blank",
        "job\u00a0x|a job name holds no blank",
        "job = other|a job name holds no '='",
        "job: job|is named as its own alternative",
        "job: a, a|the alternative 'a' is listed twice",
        "job: a,,b|an alternative is empty",
        "job:|an alternative is empty",
        "job: a b|'a b' is not a job name",
        "job: a:b|'a:b' is not a job name",
        "job: a=b|'a=b' is not a job name",
        "job: a # b|'a # b' is not a job name",
      })
  void a_wrong_job_line_is_one_problem(String line, String sentence) {
    assertThat(problems("[promote_from]", "t: s", "[t]", "good", line))
        .singleElement()
        .asString()
        .startsWith("6: [t] job")
        .contains(sentence);
  }
}
