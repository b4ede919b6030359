package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promoter.domain.ReleaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFilesTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
  }

  private List<String> names() {
    return config.load().releases().stream()
        .map(LoadedRelease::name)
        .map(ReleaseName::value)
        .toList();
  }

  @Test
  void a_release_is_named_by_its_path() {
    config.main("CentOS-9/master").main("CentOS-9/component/train").main("alone");
    assertThat(names()).containsExactly("CentOS-9/component/train", "CentOS-9/master", "alone");
  }

  @Test
  void hidden_files_and_what_editors_leave_are_no_releases() {
    config.main("r").main(".git/x").main(".hidden").main("#lock").main("~copy");
    Stream.of("r.ini~", "r.ini.swp", ".r.ini.swp", "#r.ini#", "r.ini.bak", "notes.md", ".ini")
        .forEach(name -> config.write("releases/" + name, "["));
    assertThat(names()).containsExactly("r");
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void linked_files_and_directories_are_followed_but_not_in_a_circle() throws IOException {
    config.main("r");
    Path elsewhere = Files.createDirectories(config.dir.resolve("elsewhere"));
    Files.copy(config.dir.resolve("releases/r.ini"), elsewhere.resolve("s.ini"));
    Files.createSymbolicLink(config.dir.resolve("releases/linked"), elsewhere);
    Files.createSymbolicLink(config.dir.resolve("releases/t.ini"), elsewhere.resolve("s.ini"));
    Files.createSymbolicLink(config.dir.resolve("releases/loop"), config.dir.resolve("releases"));
    assertThat(names()).containsExactly("linked/s", "r", "t");
    assertThat(config.problems())
        .containsExactly(
            "releases:1: warning: releases/loop is a symbolic link that leads in a circle; it is not"
                + " followed");
  }

  @Test
  void files_of_the_old_promoter_load_unmodified() throws IOException {
    for (String name : List.of("Capitals", "first-year", "kolla")) {
      Path source = Path.of("src/test/resources/fixtures/ini/" + name + ".ini");
      config.write("releases/" + name + ".ini", Files.readAllBytes(source));
    }
    assertThat(config.problems()).isEmpty();
    assertThat(config.load().releases())
        .hasSize(3)
        .allMatch(LoadedRelease.Accepted.class::isInstance)
        .map(LoadedRelease.Accepted.class::cast)
        .extracting(
            accepted -> accepted.name().value(),
            accepted -> accepted.release().settings().get("api_url"),
            accepted -> accepted.release().dryRun(),
            accepted ->
                accepted.release().targets().stream().map(t -> t.requirements().size()).toList())
        .containsExactly(
            tuple("Capitals", "https://trunk.rdoproject.org/api-rhel8-train", false, List.of(2)),
            tuple(
                "first-year", "https://dlrn.example.org/api-centos-master-uc", true, List.of(3, 2)),
            tuple("kolla", "https://dlrn.example.org/api-centos-queens", false, List.of(2, 3)));
  }

  @Test
  void a_file_whose_name_is_blank_is_no_release() {
    config.main(" ").main("r");
    assertThat(names()).containsExactly("r");
  }
}
