package dev.promoter.remote.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.promoter.domain.Secret;
import dev.promoter.engine.Courier.Letter;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookCourierTest {
  private static final String PATH = "/hooks/T0P-S3CRET?key=A1b2";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private final HttpPool http = new HttpPool(HttpSettings.standard());

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void a_room_gets_one_text_that_can_neither_call_everybody_nor_forge_a_link() {
    SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withBody("ok")));

    courier(SERVER.baseUrl() + PATH + "\n")
        .deliver(letter("blocked & <https://evil|here>", "by @channel and @annel"));

    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    "{\"text\": \"*blocked &amp; &lt;https://evil|here&gt;*\\nby @\u200bchannel and"
                        + " @annel\"}")));
  }

  @ParameterizedTest
  @CsvSource({"400,false", "413,false", "403,true", "404,true", "429,true", "500,true", "302,true"})
  void a_refusal_is_given_up_only_when_the_letter_is_at_fault(int status, boolean retryable) {
    SERVER.stubFor(
        post(urlEqualTo(PATH))
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Location", "/x")
                    .withBody("T0P-S3CRET")));

    RemoteException fault = fault(SERVER.baseUrl() + PATH);

    assertThat(fault.retryable()).isEqualTo(retryable);
    assertThat(fault.status()).isEqualTo(status);
    assertThat(fault.sentence())
        .startsWith("webhook: tried to post to ops (POST to the address in the secret OPS_URL)")
        .contains("answered " + status);
    silent(fault);
    SERVER.verify(1, postRequestedFor(urlEqualTo(PATH)));
  }

  @Test
  void a_connection_that_breaks_shows_nothing_of_the_address() {
    SERVER.stubFor(
        post(urlEqualTo(PATH)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    RemoteException fault = fault(SERVER.baseUrl() + PATH);

    assertThat(fault.retryable()).isTrue();
    silent(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks/T0P-S3CRET",
        "ftp://host/T0P-S3CRET",
        "https://ann:T0P-S3CRET@host/",
        "https://ho st/T0P-S3CRET"
      })
  void a_secret_that_is_no_address_is_named_and_not_shown(String secret) {
    RemoteException fault = fault(secret);

    assertThat(fault.retryable()).isTrue();
    assertThat(fault.sentence()).contains("OPS_URL");
    silent(fault);
  }

  @Test
  void a_room_that_nobody_names_any_more_waits() {
    WebhookCourier none = new WebhookCourier(List.of(), http, name -> Optional.empty());

    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> none.deliver(letter("s", "t")));

    assertThat(fault.sentence()).contains("no section [notify ops]");
  }

  private static void silent(RemoteException fault) {
    assertThat(fault).hasNoCause();
    assertThat(fault.toString()).doesNotContain("S3CRET").doesNotContain("A1b2");
  }

  private RemoteException fault(String address) {
    return catchThrowableOfType(
        RemoteException.class, () -> courier(address).deliver(letter("s", "t")));
  }

  private WebhookCourier courier(String address) {
    Room room = new Room("ops", "OPS_URL", Optional.empty());
    return new WebhookCourier(
        List.of(room),
        http,
        name -> name.equals("OPS_URL") ? Optional.of(new Secret(address)) : Optional.empty());
  }

  private static Letter letter(String subject, String text) {
    return new Letter("1", "ops", subject, text);
  }
}
