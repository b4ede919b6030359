package dev.promoter.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every jar of the installation is on the page of third parties, with a licence that its authors
 * offer and with the text of that licence beside it.
 */
class LicencesIT {
  private static final Path HOME =
      Path.of(System.getProperty("promoter.installation", "target/promoter")).toAbsolutePath();
  private static final Path TEXTS = HOME.resolve("licenses");
  private static final Path PAGE = Path.of("src/site/markdown/third-party.md");

  /** Licences with one text for all; the others have the names of their authors in it. */
  private static final Set<String> COMMON = Set.of("Apache-2.0", "EPL-2.0", "MPL-2.0");

  /** How authors write what they offer, where it is not the usual name. */
  private static final Map<String, String> MEANT = Map.of("BSD licence", "BSD-3-Clause");

  /** A line of the first table of the page. */
  private record Row(List<String> jars, List<String> licences, List<String> texts) {}

  @Test
  void every_jar_is_on_the_page_once() throws IOException {
    List<String> named = rows().stream().flatMap(row -> row.jars().stream()).toList();

    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(libraries());
  }

  @Test
  void the_licence_that_is_taken_is_one_that_the_authors_offer() throws IOException {
    Map<String, Set<String>> offered = offered();

    for (Row row : rows()) {
      for (String jar : row.jars()) {
        assertThat(offered.get(jar)).as(jar).contains(row.licences().get(0));
      }
    }
  }

  @Test
  void the_text_of_the_licence_that_is_taken_is_there() throws IOException {
    for (Row row : rows()) {
      String taken = row.licences().get(0);
      assertThat(row.texts()).as("%s", row.jars()).isNotEmpty();
      if (COMMON.contains(taken)) {
        assertThat(row.texts()).as("%s", row.jars()).contains(taken + ".txt");
      } else {
        assertThat(Files.readString(TEXTS.resolve(row.texts().get(0))))
            .as("%s", row.jars())
            .contains("Copyright");
      }
    }
  }

  @Test
  void the_installation_has_the_texts_that_the_page_names_and_the_page() throws IOException {
    Set<String> named =
        rows().stream().flatMap(row -> row.texts().stream()).collect(Collectors.toSet());
    named.add(PAGE.getFileName().toString());

    try (Stream<Path> files = Files.list(TEXTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(named);
    }
    for (String name : named) {
      assertThat(TEXTS.resolve(name)).isNotEmptyFile();
    }
    assertThat(TEXTS.resolve(PAGE.getFileName())).hasSameTextualContentAs(PAGE);
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Page.Part part : Page.of(PAGE).prose()) {
      for (String line : part.lines()) {
        List<String> cells = Arrays.stream(line.split(" *\\| *")).skip(1).toList();
        if (cells.size() == 4 && cells.get(1).startsWith("`")) {
          rows.add(
              new Row(
                  listed(cells.get(1)),
                  List.of(cells.get(2).split(", | or ")),
                  listed(cells.get(3))));
        }
      }
    }
    return rows;
  }

  private static List<String> listed(String cell) {
    return List.of(cell.replace("`", "").split(", "));
  }

  /** The jars of the installation without our own, and without their version. */
  private static List<String> libraries() throws IOException {
    Set<String> versions = new HashSet<>();
    for (JsonNode component : components()) {
      versions.add("-" + component.get("version").asText() + ".jar");
    }
    try (Stream<Path> files = Files.list(HOME.resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.matches("promoter-\\d.*"))
          .map(name -> withoutVersion(name, versions))
          .toList();
    }
  }

  private static String withoutVersion(String name, Set<String> versions) {
    return versions.stream()
        .filter(name::endsWith)
        .map(version -> name.substring(0, name.length() - version.length()))
        .findAny()
        .orElse(name);
  }

  private static Map<String, Set<String>> offered() throws IOException {
    Map<String, Set<String>> offered = new TreeMap<>();
    for (JsonNode component : components()) {
      Set<String> licences =
          offered.computeIfAbsent(component.get("name").asText(), name -> new HashSet<>());
      for (JsonNode entry : component.path("licenses")) {
        JsonNode licence = entry.path("license");
        String name = licence.path("id").asText(licence.path("name").asText());
        licences.add(MEANT.getOrDefault(name, name));
      }
    }
    return offered;
  }

  private static JsonNode components() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolveSibling("."))) {
      Path bill =
          files.filter(file -> file.toString().endsWith(".cdx.json")).findAny().orElseThrow();
      return new ObjectMapper().readTree(bill.toFile()).get("components");
    }
  }
}
