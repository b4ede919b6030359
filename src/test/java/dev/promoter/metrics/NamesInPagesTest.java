package dev.promoter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promoter.manual.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page calls {@code promoter_...} is a metric or a variable of the Ansible role. */
class NamesInPagesTest {
  private static final Path VARIABLES = Path.of("ansible/roles/promoter/meta/argument_specs.yml");
  private static final Pattern NAME = Pattern.compile("(?<![/\\w])promoter_[a-z_]*[a-z]\\b");

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_such_name_exists(Page page) throws IOException {
    Set<String> known = new TreeSet<>(variables());
    Stream.of(Metric.values())
        .map(Metric::exposed)
        .forEach(
            name -> Stream.of("", "_bucket", "_sum", "_count").forEach(e -> known.add(name + e)));

    for (Page.Part part : page.parts()) {
      NAME.matcher(part.text())
          .results()
          .map(MatchResult::group)
          .forEach(
              name -> assertThat(known.contains(name)).as(page.at(part) + " " + name).isTrue());
    }
  }

  private static List<String> variables() throws IOException {
    JsonNode options =
        new YAMLMapper()
            .readTree(VARIABLES.toFile())
            .path("argument_specs")
            .path("main")
            .path("options");
    List<String> names = new ArrayList<>();
    options.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
