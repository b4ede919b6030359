package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PackedAnswersTest extends WithSite {
  /** One that is made for each who asks, and one that is kept packed. */
  private static final String[] PATHS = {
    "/openapi.json", "/api/v1/releases/CentOS-9/master/explain"
  };

  @Test
  void whoever_takes_packed_answers_gets_the_same_bytes_in_fewer() throws Exception {
    for (String path : PATHS) {
      HttpResponse<byte[]> plain = get(path, "identity");
      HttpResponse<byte[]> packed = get(path, "deflate, gzip;q=0.8");

      assertThat(header(plain, "Content-Encoding")).isEmpty();
      assertThat(header(plain, "Content-Length")).isEqualTo("" + plain.body().length);
      assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
      assertThat(header(packed, "Vary")).contains("Accept-Encoding");
      assertThat(packed.body().length).isLessThan(plain.body().length);
      assertThat(unpacked(packed.body())).isEqualTo(plain.body());
      assertThat(header(packed, "ETag")).isEqualTo("W/" + header(plain, "ETag"));
    }
  }

  @Test
  void the_tag_of_a_packed_answer_is_known_again() throws Exception {
    for (String path : PATHS) {
      String tag = header(get(path, "gzip"), "ETag");
      HttpResponse<String> again = site.get(path, "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @Test
  void short_answers_and_those_who_refuse_packed_ones_get_plain_ones() throws Exception {
    assertThat(header(get("/openapi.json", "gzip;q=0"), "Content-Encoding")).isEmpty();
    assertThat(header(get("/api/v1/holds", "gzip"), "Content-Encoding")).isEmpty();
  }

  private HttpResponse<byte[]> get(String path, String encodings) throws Exception {
    URI address = site.address(path);
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept-Encoding", encodings).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static byte[] unpacked(byte[] body) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
