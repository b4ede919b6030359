package dev.promoter.remote.dlrn;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Exchanges with a running DLRN server, played back. */
final class Recorded {
  /** Where the played back API begins. */
  static final String BASE = "/api-centos9-master-uc";

  private Recorded() {}

  static JsonNode exchange(String name) {
    try {
      return JsonAnswer.JSON.readTree(text("/fixtures/dlrn/" + name + ".json"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Recorded.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Answers the recorded request, and only that, as recorded; paging parameters may be added. */
  static void play(WireMockExtension server, String name) {
    JsonNode request = exchange(name).path("request");
    JsonNode response = exchange(name).path("response");
    String[] path = request.path("path").asText().split("\\?", 2);
    MappingBuilder mapping =
        request(request.path("method").asText(), urlPathEqualTo(BASE + path[0]));
    if (path.length > 1) {
      for (String parameter : path[1].split("&", -1)) {
        String[] pair = parameter.split("=", 2);
        mapping.withQueryParam(pair[0], equalTo(pair[1]));
      }
    }
    if (request.path("body").isContainerNode()) {
      mapping.withRequestBody(equalToJson(request.path("body").toString()));
    }
    server.stubFor(
        mapping.willReturn(
            aResponse()
                .withStatus(response.path("status").asInt())
                .withHeader("Content-Type", response.path("headers").path("Content-Type").asText())
                .withBody(body(response.path("body")))));
  }

  private static String body(JsonNode body) {
    return body.isTextual() ? body.asText() : body.toString();
  }
}
