package dev.promoter.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is answered: status, headers and the whole body. */
public final class Answer {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final int status;
  private final String type;
  private final Map<String, String> headers;
  private final Body body;
  private final Optional<Broadcast> broadcast;

  private Answer(int status, String type, Map<String, String> headers, Body body) {
    this(status, type, headers, body, Optional.empty());
  }

  private Answer(
      int status,
      String type,
      Map<String, String> headers,
      Body body,
      Optional<Broadcast> broadcast) {
    this.status = status;
    this.type = type;
    this.headers = headers;
    this.body = body;
    this.broadcast = broadcast;
  }

  /** Bytes of a type. */
  public static Answer of(int status, String type, byte[] body) {
    return new Answer(status, type, Map.of(), Body.of(body.clone()));
  }

  /** Text of a type, in UTF-8. */
  public static Answer text(int status, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, type + ";charset=utf-8", Map.of(), Body.of(bytes));
  }

  /** A document. */
  public static Answer json(JsonNode document) {
    return json(200, document);
  }

  /** A document with a status other than 200. */
  public static Answer json(int status, JsonNode document) {
    return new Answer(status, JSON, Map.of(), Body.of(bytes(document)));
  }

  /** One that goes on for as long as somebody listens. */
  static Answer stream(Broadcast broadcast) {
    Map<String, String> headers = Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no");
    return new Answer(200, Events.TYPE, headers, Body.NONE, Optional.of(broadcast));
  }

  /** Nothing but a status. */
  public static Answer empty(int status) {
    return new Answer(status, "", Map.of(), Body.NONE);
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
    return new Answer(kind.status(), PROBLEM, headers, Body.of(bytes(document)));
  }

  /** The same with a header, in place of one of that name. */
  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, type, all, body, broadcast);
  }

  /** The same for many who will ask: it takes little memory, and its tag is known. */
  public Answer kept() {
    return new Answer(status, type, headers, body.packed());
  }

  /** How many bytes it takes here, about. */
  public int weight() {
    return body.weight();
  }

  /** The same without its body. */
  Answer bodiless(int newStatus) {
    return new Answer(newStatus, "", headers, Body.NONE);
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

  Body body() {
    return body;
  }

  /** What follows the headers, if it is not the body. */
  Optional<Broadcast> broadcast() {
    return broadcast;
  }

  private static byte[] bytes(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }
}
