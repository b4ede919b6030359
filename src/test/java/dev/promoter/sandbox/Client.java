package dev.promoter.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Asks the stand-in once, without retries, and reads the whole answer. */
final class Client implements AutoCloseable {
  private final CloseableHttpClient http =
      HttpClients.custom().disableAutomaticRetries().disableContentCompression().build();

  record Reply(int status, String body) {}

  Reply get(String address) throws IOException {
    return send(new HttpUriRequestBase("GET", URI.create(address)));
  }

  /** Posts JSON as ciuser. */
  Reply post(String address, String json) throws IOException {
    HttpUriRequestBase request = new HttpUriRequestBase("POST", URI.create(address));
    byte[] pair = "ciuser:sandbox".getBytes(StandardCharsets.UTF_8);
    request.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    request.setEntity(
        new ByteArrayEntity(
            json.getBytes(StandardCharsets.UTF_8), ContentType.create("application/json")));
    return send(request);
  }

  private Reply send(HttpUriRequestBase request) throws IOException {
    return http.execute(
        request,
        answer -> {
          byte[] body = EntityUtils.toByteArray(answer.getEntity());
          return new Reply(answer.getCode(), new String(body, StandardCharsets.UTF_8));
        });
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
