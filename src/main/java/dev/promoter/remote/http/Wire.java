package dev.promoter.remote.http;

import dev.promoter.remote.http.Received.Reception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The pooled connections. Whatever HttpClient would decide by itself (repeating, following
 * redirects, answering challenges, keeping cookies) is switched off: it repeats POST requests and
 * waits for any Retry-After.
 */
final class Wire implements Exchange, AutoCloseable {
  /** Enough for many hosts; the limit that protects servers is the one per host. */
  private static final int HOSTS = 64;

  private static final int MAX_HEADERS = 200;
  private static final int MAX_HEADER_LINE = 64 * 1024;
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  /** What is set aside before anything came, whatever length was announced. */
  private static final int MAX_START = 64 * 1024;

  private static final ContentType JSON = ContentType.create("application/json");

  private final HttpSettings settings;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor alarms;

  Wire(HttpSettings settings) {
    this.settings = settings;
    this.client = client(settings);
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "http-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    alarms.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Answer send(Call call, URI uri, Optional<Authorization> authorization) throws IOException {
    HttpUriRequestBase request = request(call, uri, authorization);
    AtomicBoolean late = new AtomicBoolean();
    Future<?> alarm =
        alarms.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            settings.answerTimeout().toMillis(),
            TimeUnit.MILLISECONDS);
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      return read(call, response);
    } catch (IOException fault) {
      if (late.get()) {
        throw (IOException) new SocketTimeoutException("deadline passed").initCause(fault);
      }
      throw fault;
    } finally {
      alarm.cancel(false);
    }
  }

  /**
   * Sends a request once and lets its answer be read as it comes in.
   *
   * @throws IOException when the exchange broke, or the reception did not like the answer
   */
  <T> T stream(Dispatch dispatch, Reception<T> reception) throws IOException {
    Freight freight = dispatch.freight();
    Duration patience = freight.patience().orElse(settings.answerTimeout());
    HttpUriRequestBase request = new HttpUriRequestBase(dispatch.method(), dispatch.uri());
    try (Standstill watch = new Standstill(alarms, patience, request::cancel)) {
      load(request, dispatch, patience, watch);
      try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
        return reception.read(received(response, watch));
      } catch (IOException fault) {
        throw watch.told(fault);
      }
    }
  }

  private void load(
      HttpUriRequestBase request, Dispatch dispatch, Duration patience, Standstill watch)
      throws IOException {
    Freight freight = dispatch.freight();
    Duration usual = settings.answerTimeout();
    freight.headers().forEach(request::setHeader);
    dispatch.authorization().ifPresent(who -> request.setHeader(who.header(), who.value()));
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(usual))
            .setResponseTimeout(Timeout.of(freight.body().isPresent() ? patience : usual))
            .build());
    if (freight.body().isPresent()) {
      Freight.Body body = freight.body().get();
      ContentType type = ContentType.create(body.type());
      InputStream bytes = watch.watch(body.source().open());
      request.setEntity(new InputStreamEntity(bytes, body.length(), type));
    } else if (!dispatch.safe()) {
      request.setEntity(new ByteArrayEntity(new byte[0], null));
    }
  }

  private static Received received(ClassicHttpResponse response, Standstill watch)
      throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue();
      if (value != null) {
        headers
            .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(value);
      }
    }
    HttpEntity entity = response.getEntity();
    InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    return new Received(response.getCode(), headers, watch.watch(body));
  }

  private static HttpUriRequestBase request(
      Call call, URI uri, Optional<Authorization> authorization) {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method().name(), uri);
    authorization.ifPresent(who -> request.setHeader(who.header(), who.value()));
    call.terms().headers().forEach(request::setHeader);
    ContentType type = call.terms().headers().containsKey("Content-Type") ? null : JSON;
    call.json()
        .map(text -> new ByteArrayEntity(text.getBytes(StandardCharsets.UTF_8), type))
        .ifPresent(request::setEntity);
    return request;
  }

  private Answer read(Call call, ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue();
      if (value != null) {
        String name = header.getName().toLowerCase(Locale.ROOT);
        // Each cookie is a header of its own; of anything else a second one is an error.
        headers.merge(name, value, (a, b) -> name.equals("set-cookie") ? a + "\n" + b : a);
      }
    }
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : body(call, response.getCode(), entity);
    return new Answer(response.getCode(), headers, body);
  }

  private byte[] body(Call call, int status, HttpEntity entity) throws IOException {
    if (status >= 300) {
      return beginning(entity);
    }
    int limit = Math.min(call.terms().maxBytes(), settings.maxAnswerBytes());
    InputStream body = entity.getContent();
    long announced = Math.max(0, Math.min(limit, entity.getContentLength()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(announced, MAX_START));
    byte[] buffer = new byte[16 * 1024];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      if (bytes.size() + count > limit) {
        // Not closed here: closing would read the rest. The response closes the connection.
        throw new AnswerTooLarge(limit);
      }
      bytes.write(buffer, 0, count);
    }
    body.close();
    return bytes.toByteArray();
  }

  /** Of an error's page only the beginning is wanted, and a page cut off is still an error. */
  private static byte[] beginning(HttpEntity entity) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      InputStream body = entity.getContent();
      bytes.write(body.readNBytes(MAX_ERROR_BYTES));
      if (body.read() < 0) {
        body.close();
      }
    } catch (IOException cut) {
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  private static CloseableHttpClient client(HttpSettings settings) {
    Timeout answer = Timeout.of(settings.answerTimeout());
    return HttpClients.custom()
        .setConnectionManager(connections(settings))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(answer)
                .setResponseTimeout(answer)
                .build())
        .setUserAgent(settings.userAgent())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(HttpSettings settings) {
    PoolingHttpClientConnectionManagerBuilder builder =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(settings.requestsPerHost())
            .setMaxConnTotal(settings.requestsPerHost() * HOSTS)
            .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxHeaderCount(MAX_HEADERS)
                            .setMaxLineLength(MAX_HEADER_LINE)
                            .build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                    // A connection the server closed meanwhile must not cost a POST its answer.
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .setTimeToLive(TimeValue.ofMinutes(5))
                    .build());
    settings
        .caBundle()
        .map(Trust::context)
        .ifPresent(context -> builder.setTlsSocketStrategy(new DefaultClientTlsStrategy(context)));
    return builder.build();
  }

  @Override
  public void close() {
    alarms.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
