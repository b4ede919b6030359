package dev.promoter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules, dashboard and reference page against what is really exposed. */
class MonitoringFilesTest {
  private static final Path FILES = Path.of("ansible/roles/promoter/files");
  private static final Path ALERTS = FILES.resolve("promoter-alerts.yml");
  private static final Path DASHBOARD = FILES.resolve("promoter-dashboard.json");
  private static final Path RULE_TESTS =
      Path.of("src/test/resources/promtool/promoter-alerts-test.yml");
  private static final Path PAGE = Path.of("src/site/markdown/reference-metrics.md");
  private static final Path RUNBOOK = Path.of("src/site/markdown/runbook.md");
  private static final String HEAD = "| metric | kind | labels | meaning |";
  private static final Pattern NAMES =
      Pattern.compile("\\b(?:promoter|jvm|process|system)_[a-z0-9_]+\\b");
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path directory;

  @Test
  void every_metric_is_exposed_under_its_name() {
    Set<String> exposed = exposed();

    for (Metric metric : Metric.values()) {
      String name =
          metric.kind() == Metric.Kind.TIMER ? metric.exposed() + "_count" : metric.exposed();
      assertThat(exposed).contains(name);
    }
  }

  @Test
  void no_series_has_other_labels_than_its_metric_names() {
    for (Metric metric : Metric.values()) {
      Set<String> allowed = new TreeSet<>(metric.labels());
      allowed.add("le");
      Specimen.page()
          .lines()
          .filter(line -> line.startsWith(metric.exposed()))
          .forEach(line -> assertThat(labels(line)).as(line).isSubsetOf(allowed));
    }
  }

  @Test
  void the_reference_page_names_every_metric() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int head = lines.indexOf(HEAD);

    assertThat(lines.subList(head + 2, lines.size()).stream().takeWhile(l -> l.startsWith("|")))
        .containsExactlyElementsOf(
            Arrays.stream(Metric.values()).map(MonitoringFilesTest::row).toList());
  }

  @Test
  void every_metric_of_an_alert_or_a_panel_is_exposed() throws IOException {
    Set<String> used = new TreeSet<>();
    alerts().forEach(alert -> used.addAll(names(alert.path("expr").asText())));
    used.addAll(names(new ObjectMapper().readTree(DASHBOARD.toFile()).toString()));

    assertThat(used).hasSizeGreaterThan(20).isSubsetOf(exposed());
  }

  @Test
  void every_alert_says_what_it_is_and_has_a_section_in_the_runbook() throws IOException {
    String runbook = Files.readString(RUNBOOK);

    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      JsonNode notes = alert.path("annotations");
      assertThat(alert.path("labels").path("severity").asText())
          .as(name)
          .isIn("info", "warning", "critical");
      assertThat(notes.path("summary").asText()).as(name).isNotBlank();
      assertThat(notes.path("description").asText()).as(name).isNotBlank();
      assertThat(notes.path("runbook").asText())
          .isEqualTo("runbook.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(runbook).containsPattern("(?m)^## " + name + "$");
    }
    long sections = runbook.lines().filter(line -> line.startsWith("## ")).count();
    assertThat(sections).as("no section without an alert").isEqualTo(alerts().size());
  }

  @Test
  void every_alert_has_a_test_in_which_it_fires() throws IOException {
    JsonNode tests = new YAMLMapper().readTree(RULE_TESTS.toFile()).path("tests");
    Set<String> fired = new TreeSet<>();
    for (JsonNode test : tests) {
      for (JsonNode one : test.path("alert_rule_test")) {
        if (!one.path("exp_alerts").isEmpty()) {
          fired.add(one.path("alertname").asText());
        }
      }
    }
    assertThat(fired)
        .containsExactlyInAnyOrderElementsOf(
            alerts().stream().map(alert -> alert.path("alert").asText()).toList());
  }

  @Test
  void prometheus_itself_accepts_alerts_their_tests_and_the_metrics() throws Exception {
    Path page = Files.writeString(directory.resolve("metrics.txt"), Specimen.page());

    promtool(Path.of("/dev/null"), "check", "rules", ALERTS.toString());
    promtool(Path.of("/dev/null"), "test", "rules", RULE_TESTS.toString());
    String found = promtool(page, "check", "metrics");
    assertThat(found.lines().filter(line -> line.startsWith("promoter_"))).isEmpty();
  }

  /** Runs promtool; its exit code counts unless it only has advice about metrics. */
  private String promtool(Path input, String... arguments) throws Exception {
    Path said = directory.resolve("said.txt");
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException e) {
      if ("yes".equals(System.getenv("PROMOTER_REQUIRE_SERVERS"))) {
        throw e;
      }
      Assumptions.abort("promtool is not installed (Debian package prometheus)");
      return "";
    }
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(said);
    boolean lint = arguments[0].equals("check") && arguments[1].equals("metrics");
    assertThat(process.exitValue()).as(text).isIn(0, lint ? 3 : 0);
    return text;
  }

  private static List<JsonNode> alerts() throws IOException {
    try (InputStream file = Files.newInputStream(ALERTS)) {
      JsonNode rules = new YAMLMapper().readTree(file).path("groups").path(0).path("rules");
      return StreamSupport.stream(rules.spliterator(), false).toList();
    }
  }

  private static Set<String> exposed() {
    return Specimen.page()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(String text) {
    return NAMES.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> labels(String line) {
    Matcher found = Pattern.compile("([a-z_]+)=\"").matcher(line);
    return found.results().map(result -> result.group(1)).collect(Collectors.toSet());
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(metric.exposed(), metric.kind().word(), labels, metric.meaning());
  }
}
