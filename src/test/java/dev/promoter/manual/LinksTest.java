package dev.promoter.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody follows a link of the pages in vain. */
class LinksTest {
  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_link_leads_to_a_file_and_a_heading(Page page) {
    for (String link : page.links()) {
      if (link.matches("https?://.*")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
      assertThat(file).as("%s, link %s", page, link).exists();
      if (parts.length == 2) {
        assertThat(Page.of(file).anchors()).as("%s, link %s", page, link).contains(parts[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void no_two_headings_of_a_page_have_the_same_name(Page page) {
    assertThat(page.anchors()).doesNotHaveDuplicates();
  }

  @Test
  void the_first_page_leads_to_every_page() {
    Set<Path> reached =
        Page.front().links().stream()
            .filter(link -> link.endsWith(".md"))
            .map(link -> Path.of(link).normalize())
            .collect(Collectors.toSet());

    for (Page page : Page.all()) {
      if (!page.file().equals(Page.front().file())) {
        assertThat(reached).contains(page.file());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_test_that_a_page_names_exists(Page page) throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    for (Page.Part prose : page.prose()) {
      prose.code().stream()
          .filter(code -> code.matches("[A-Z]\\w+(Test|IT)"))
          .forEach(name -> assertThat(tests.contains(name + ".java")).as(name).isTrue());
    }
  }
}
