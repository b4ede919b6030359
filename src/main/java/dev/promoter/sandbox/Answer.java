package dev.promoter.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request is answered: status, headers (their names as sent) and the whole body. */
public final class Answer {
  private static final String CONTENT_TYPE = "Content-Type";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean cut;

  private Answer(int status, Map<String, String> headers, byte[] body, boolean cut) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.cut = cut;
  }

  /** An answer of the given type; the text is sent as UTF-8. */
  public static Answer of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer in JSON; the text is taken as it is. */
  public static Answer json(int status, String body) {
    return of(status, "application/json", body);
  }

  /** An answer in HTML, as the framework below DLRN sends its own errors. */
  public static Answer html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body);
  }

  /** An answer without a body and without a type. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0], false);
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, Map.of(CONTENT_TYPE, contentType), body, false);
  }

  /** The same answer with one more header, for example {@code Retry-After}. */
  public Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, Map.copyOf(more), body, cut);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers beside those the transport adds; never null. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body read as UTF-8. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The same answer, of which only the first half of the body will reach the client. */
  Answer cutInHalf() {
    return new Answer(status, headers, body, true);
  }

  byte[] bytes() {
    return body;
  }

  boolean isCut() {
    return cut;
  }
}
