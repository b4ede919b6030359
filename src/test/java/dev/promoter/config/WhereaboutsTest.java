package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhereaboutsTest {
  @TempDir private Path directory;
  private Config config;

  @BeforeEach
  void files() {
    config = new Config(directory);
    config.daemon(
        "[defaults]",
        "api_url: https://trunk.example.org/api",
        "[registry quay]",
        "role: target",
        "url: https://quay.example.org");
    config.main("own", "release: master");
  }

  @Test
  void an_option_of_the_release_is_found_in_its_file() {
    assertThat(located("main", "release")).startsWith(own(2) + "[main] release: ");
  }

  @Test
  void an_option_of_a_registry_of_all_releases_is_found_in_promoter_ini() {
    assertThat(located("registry quay", "url")).startsWith(common(5) + "[registry quay] url: ");
  }

  @Test
  void an_option_with_its_default_is_found_at_the_section_that_lacks_it() {
    assertThat(located("registry quay", "namespace")).startsWith(common(3) + "[registry quay] ");
  }

  @Test
  void a_registry_of_the_release_counts_in_the_place_of_the_other() {
    config.write(
        "releases/own.ini",
        "[main]\n[registry quay]\nurl: https://mirror.example.org\nrole: target\n");

    assertThat(located("registry quay", "url")).startsWith(own(3) + "[registry quay] url: ");
    assertThat(located("registry quay", "username")).startsWith(own(2) + "[registry quay] ");
  }

  @Test
  void what_all_releases_have_in_common_is_found_in_the_defaults() {
    assertThat(located("main", "api_url")).startsWith(common(2) + "[defaults] api_url: ");
  }

  @Test
  void an_option_that_stands_nowhere_is_found_at_the_section_of_the_release() {
    assertThat(located("main", "repo_url")).startsWith(own(1) + "[main] repo_url: ");
  }

  @Test
  void what_stands_in_no_file_stays_as_it_is() {
    Problem problem = new Problem("command line", 0, "main", "redmine_url", "is silent", false);

    assertThat(Whereabouts.located(problem, config.dir)).isEqualTo(problem);
  }

  private String located(String section, String key) {
    String file = config.dir.resolve("releases/own.ini").toString();
    Problem problem = new Problem(file, 0, section, key, "does not answer", false);
    return Whereabouts.located(problem, config.dir).toString();
  }

  private String own(int line) {
    return config.dir.resolve("releases/own.ini") + ":" + line + ": ";
  }

  private String common(int line) {
    return config.dir.resolve("promoter.ini") + ":" + line + ": ";
  }
}
