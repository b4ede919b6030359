package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Release;
import dev.promoter.engine.RemoteException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlrnSettingsTest {
  private final Release release =
      Releases.of("https://trunk.example.org/api-9/", "https://trunk.example.org/centos9//");

  @Test
  void trailing_slashes_do_not_matter() {
    DlrnSettings settings = DlrnSettings.of(release);

    assertThat(settings.api()).hasToString("https://trunk.example.org/api-9");
    assertThat(settings.repository()).hasToString("https://trunk.example.org/centos9");
  }

  @Test
  void what_is_not_set_has_the_defaults_of_the_old_client() {
    DlrnSettings settings = DlrnSettings.of(release);

    assertThat(settings.user()).isEqualTo("ciuser");
    assertThat(settings.kerberos()).isFalse();
    assertThat(settings.credentialsOnReads()).isFalse();
    assertThat(settings.secret()).isEqualTo("DLRNAPI_PASSWORD");
    assertThat(settings.principal()).isEqualTo("HTTP/trunk.example.org");
    assertThat(settings.caBundle()).isEmpty();
  }

  @Test
  void every_option_is_read() {
    Release full =
        Releases.and(
            Releases.and(
                Releases.and(
                    Releases.and(
                        Releases.and(
                            Releases.and(release, "dlrnauth_username", "robot"),
                            "dlrnauth_auth_method",
                            "kerberosAuth"),
                        "dlrnauth_server_principal",
                        "HTTP/a@B"),
                    "dlrnauth_force_auth",
                    "Yes"),
                "password_secret",
                "OTHER"),
            "ca_bundle",
            "/etc/ca.pem");

    DlrnSettings settings = DlrnSettings.of(full);

    assertThat(settings.user()).isEqualTo("robot");
    assertThat(settings.kerberos()).isTrue();
    assertThat(settings.principal()).isEqualTo("HTTP/a@B");
    assertThat(settings.credentialsOnReads()).isTrue();
    assertThat(settings.secret()).isEqualTo("OTHER");
    assertThat(settings.caBundle()).contains(Path.of("/etc/ca.pem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trunk.example.org", "ftp://host/x", "http://", "http://user:hunter2@ho st/", ""})
  void an_address_that_is_none_is_named_by_its_option_and_not_shown(String address) {
    Release broken = Releases.and(release, "api_url", address);

    assertThatThrownBy(() -> DlrnSettings.of(broken))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("api_url")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void an_unknown_way_to_log_in_is_refused() {
    assertThatThrownBy(
            () -> DlrnSettings.of(Releases.and(release, "dlrnauth_auth_method", "digest")))
        .hasMessageContaining("'digest' is neither basicAuth nor kerberosAuth");
  }
}
