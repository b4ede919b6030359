package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final Proxies PROXIES =
      Proxies.of(List.of("127.0.0.1", "10.0.0.0/8", "fd00::/16"));

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, '198.51.100.7', 192.0.2.1",
    "127.0.0.1, '198.51.100.7', 198.51.100.7",
    "127.0.0.1, '203.0.113.9, 198.51.100.7', 198.51.100.7",
    "127.0.0.1, '203.0.113.9, 198.51.100.7, 10.1.2.3', 198.51.100.7",
    "127.0.0.1, '10.9.9.9, 10.1.2.3', 10.9.9.9",
    "127.0.0.1, 'unknown, host.example.org', 127.0.0.1",
    "127.0.0.1, '', 127.0.0.1",
    "fd00::1, '2001:db8::7', 2001:db8::7",
  })
  void the_client_is_the_last_address_that_is_no_proxy(
      String peer, String forwarded, String client) {
    assertThat(PROXIES.origin(peer, false, Map.of("x-forwarded-for", forwarded)).address())
        .isEqualTo(client);
  }

  @Test
  void only_a_proxy_says_whether_the_client_is_encrypted() {
    Map<String, String> headers = Map.of("x-forwarded-proto", "https");
    assertThat(PROXIES.origin("10.0.0.1", false, headers).secure()).isTrue();
    assertThat(PROXIES.origin("192.0.2.1", false, headers).secure()).isFalse();
    assertThat(Proxies.of(List.of()).origin("127.0.0.1", false, headers).secure()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/x", "300.1.1.1", ""})
  void what_is_no_network_is_refused(String text) {
    assertThatThrownBy(() -> Proxies.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
