package dev.promoter.remote.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManifestListTest {
  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  private Manifest build(String architecture) {
    site.source.push("a/b", architecture, architecture, java.util.List.of("layer " + architecture));
    return site.client(site.source).manifest(Site.name("a/b", architecture)).orElseThrow();
  }

  @Test
  void a_list_of_builds_is_put_and_read_back_with_its_digest() {
    Map<String, Manifest> builds = new LinkedHashMap<>();
    builds.put("amd64", build("amd64"));
    builds.put("ppc64le", build("ppc64le"));

    Manifest list = ManifestList.of(builds);
    site.client(site.source)
        .put(new Registry.Tagging(new RepositoryName("a/b"), new Tag("all"), list));

    assertThat(list.type()).isEqualTo(MediaType.DOCKER_LIST);
    assertThat(ManifestList.of(builds).digest()).isEqualTo(list.digest());
    assertThat(site.client(site.source).digest(Site.name("a/b", "all"))).contains(list.digest());
    assertThat(site.source.manifest("a/b", "all").orElseThrow())
        .contains("\"platform\":{\"architecture\":\"ppc64le\",\"os\":\"linux\"}");
  }

  @Test
  void nothing_and_lists_cannot_be_listed() {
    Manifest list = ManifestList.of(Map.of("amd64", build("amd64")));

    assertThatThrownBy(() -> ManifestList.of(Map.of())).hasMessageContaining("no build");
    assertThatThrownBy(() -> ManifestList.of(Map.of("amd64", list)))
        .hasMessageContaining("the build for amd64 is a list itself");
  }
}
