package dev.promoter.remote.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "..",
        ".",
        "../x",
        "ns/../x",
        "ns/./x",
        "/ns/x",
        "ns/x/",
        "ns//x",
        "Ns/x",
        "ns/x y",
        "ns/x%2e%2e",
        "ns/x?y",
        "ns/x#y",
        "ns\\x",
        "ns/x:tag",
        "ns/x@y",
        "ns/-x",
        "ns/x-",
        "ns/x..y",
        "ns/x\n",
        "ns/x\u0000",
        "ns/ü",
        "http://host/x",
        "ns/___x"
      })
  void a_repository_name_with_a_trick_is_none(String name) {
    assertThatThrownBy(() -> new RepositoryName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no name of an image repository")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "ns/x", "a.b/c_d/e__f/g-h/i--j", "tripleomastercentos9/openstack-base"})
  void a_repository_name_of_plain_parts_is_one(String name) {
    assertThat(new RepositoryName(name)).hasToString(name);
  }

  @Test
  void names_and_tags_have_an_end() {
    assertThatCode(() -> new RepositoryName("a".repeat(255))).doesNotThrowAnyException();
    assertThatThrownBy(() -> new RepositoryName("a".repeat(256)))
        .hasMessageContaining("a...")
        .message()
        .hasSizeLessThan(300);
    assertThatCode(() -> new Tag("a".repeat(128))).doesNotThrowAnyException();
    assertThatThrownBy(() -> new Tag("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".x", "-x", "a/b", "../x", "a b", "a:b", "sha256:00", "ü", "a\n"})
  void a_tag_with_a_trick_is_none(String tag) {
    assertThatThrownBy(() -> new Tag(tag)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void a_digest_that_cannot_be_verified_is_none(String digest) {
    assertThatThrownBy(() -> new Digest(digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no digest");
  }

  @Test
  void the_digest_of_nothing_is_the_known_one() {
    assertThat(Digest.of(new byte[0]).value())
        .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quay.io",
        "ftp://quay.io",
        "https://u:p@quay.io",
        "https://quay.io/v2/",
        "https://quay.io?x",
        "https:///x",
        "mailto:a@b"
      })
  void an_address_is_scheme_host_and_port_and_nothing_else(String address) {
    assertThatThrownBy(() -> RegistrySettings.of("x", URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("u:p");
  }
}
