package dev.promoter.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered: status, headers and the whole body. */
public final class Answer {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final int status;
  private final String type;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, String type, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.type = type;
    this.headers = headers;
    this.body = body;
  }

  /** Bytes of a type. */
  public static Answer of(int status, String type, byte[] body) {
    return new Answer(status, type, Map.of(), body.clone());
  }

  /** Text of a type, in UTF-8. */
  public static Answer text(int status, String type, String text) {
    return of(status, type + ";charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A document. */
  public static Answer json(JsonNode document) {
    return json(200, document);
  }

  /** A document with a status other than 200. */
  public static Answer json(int status, JsonNode document) {
    return new Answer(status, JSON, Map.of(), bytes(document));
  }

  /** Nothing but a status. */
  public static Answer empty(int status) {
    return new Answer(status, "", Map.of(), new byte[0]);
  }

  /** A refusal as a problem document of RFC 9457. */
  static Answer problem(Refusal refusal, String path) {
    Refusal.Kind kind = refusal.kind();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", "urn:promoter:problem:" + kind.slug());
    document.put("title", kind.title());
    document.put("status", kind.status());
    document.put("detail", refusal.sentence());
    document.put("instance", path);
    Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
    if (kind == Refusal.Kind.NO_TOKEN) {
      headers.put("WWW-Authenticate", "Bearer realm=\"promoter\"");
    }
    return new Answer(kind.status(), PROBLEM, headers, bytes(document));
  }

  /** The same with a header, in place of one of that name. */
  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, type, all, body);
  }

  /** The same without its body. */
  Answer bodiless(int newStatus) {
    return new Answer(newStatus, "", headers, new byte[0]);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }

  private static byte[] bytes(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }
}
