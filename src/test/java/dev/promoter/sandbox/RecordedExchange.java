package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One exchange with a running DLRN server, as it was written down. */
record RecordedExchange(int number, String name, JsonNode request, JsonNode response) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Path directory() {
    try {
      URI address =
          Objects.requireNonNull(RecordedExchange.class.getResource("/fixtures/dlrn")).toURI();
      return Path.of(address);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<RecordedExchange> all() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.json"))
          .map(RecordedExchange::read)
          .sorted(Comparator.comparing(RecordedExchange::number))
          .toList();
    }
  }

  private static RecordedExchange read(Path file) {
    try {
      JsonNode exchange = MAPPER.readTree(file.toFile());
      String name = file.getFileName().toString().replace(".json", "");
      return new RecordedExchange(
          Integer.parseInt(name.substring(0, 2)),
          name,
          exchange.path("request"),
          exchange.path("response"));
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  String method() {
    return request.path("method").asText();
  }

  String path() {
    return request.path("path").asText();
  }

  /** The body as it was sent: a recorded text as it is, anything else as JSON. */
  String body() {
    JsonNode body = request.path("body");
    return body.isNull() ? "" : body.isTextual() ? body.asText() : body.toString();
  }

  String requestHeader(String name) {
    return request.path("headers").path(name).asText();
  }

  int status() {
    return response.path("status").asInt();
  }

  String header(String name) {
    return response.path("headers").path(name).asText();
  }

  /** Pages for people were not kept: the recording says so in brackets. */
  boolean keptBody() {
    return !response.path("body").asText().startsWith("(an HTML page");
  }

  JsonNode answer() {
    return response.path("body");
  }
}
