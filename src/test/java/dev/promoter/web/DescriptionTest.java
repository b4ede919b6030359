package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer that the tests of this package get is held against the description too. */
class DescriptionTest {
  @TempDir private Path directory;

  @Test
  void the_description_lists_what_the_server_can_be_asked() {
    try (Site site = new Site(directory)) {
      Set<String> monitoring = Set.of("GET /healthz", "GET /readyz", "GET /metrics");
      assertThat(Described.operations())
          .isEqualTo(
              Stream.concat(
                      monitoring.stream(),
                      site.routes().stream().map(route -> route.method() + " " + route.path()))
                  .collect(Collectors.toSet()));
      assertThat(Site.json(site.get("/openapi.json")).path("openapi").asText()).isEqualTo("3.1.0");
    }
  }
}
