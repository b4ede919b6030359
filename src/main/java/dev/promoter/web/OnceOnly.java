package dev.promoter.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.engine.AlreadyOrderedException;
import dev.promoter.engine.Receipts;
import dev.promoter.engine.Receipts.Keyed;
import dev.promoter.engine.Receipts.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An order that comes with a key is carried out once, however often it is sent. What was refused
 * before anything was done may be sent again with the same key.
 *
 * <p>What people say is stored in one step with its receipt, so there is never one without the
 * other. Other orders open a receipt first: when they break off, nobody knows from it how far they
 * came.
 */
final class OnceOnly {
  /** The header that says where to read what an order made. */
  static final String LOCATION = "Location";

  private static final int LEAST_REFUSED = 400;

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Receipts receipts;
  private final InstantSource clock;

  OnceOnly(Receipts receipts, InstantSource clock) {
    this.receipts = receipts;
    this.clock = clock;
  }

  /** The answer of the route, or the one that was given before. */
  Answer answer(Request request) {
    Optional<String> key = key(request);
    if (key.isEmpty() || !request.person().known()) {
      return request.route().handler().answer(request);
    }
    if (!KEY.matcher(key.get()).matches()) {
      throw new Refusal(
          Refusal.Kind.INVALID, "Idempotency-Key must be 1 to 255 visible characters of ASCII.");
    }
    String owner = request.person().name();
    Keyed keyed = new Keyed(owner, key.get(), order(request), clock.instant());
    if (request.route().keeps()) {
      return answered(keyed).orElseGet(() -> kept(request, keyed));
    }
    return receipts
        .open(owner, key.get(), keyed.order(), keyed.at())
        .map(receipt -> repeated(receipt, keyed.order()))
        .orElseGet(() -> first(request, owner, key.get()));
  }

  /** A browser cannot send the header: its form has the key in its address. */
  private static Optional<String> key(Request request) {
    return request.route().isPage()
        ? request.query(Request.ONCE)
        : request.header("Idempotency-Key");
  }

  private Optional<Answer> answered(Keyed keyed) {
    return receipts
        .find(keyed.owner(), keyed.key(), keyed.at())
        .map(receipt -> repeated(receipt, keyed.order()));
  }

  /** Of two that come at once, one may be refused for what the other did: it gets its answer. */
  private Answer kept(Request request, Keyed keyed) {
    try {
      return request.route().handler().answer(request.under(keyed));
    } catch (AlreadyOrderedException | Refusal e) {
      return answered(keyed).orElseThrow(() -> e);
    }
  }

  private Answer first(Request request, String owner, String key) {
    Answer answer;
    try {
      answer = request.route().handler().answer(request);
    } catch (Refusal e) {
      receipts.drop(owner, key);
      throw e;
    }
    if (answer.status() >= LEAST_REFUSED) { // a form that is shown again with what is wrong
      receipts.drop(owner, key);
    } else {
      receipts.answered(owner, key, written(answer));
    }
    return answer;
  }

  private static Answer repeated(Receipt receipt, String order) {
    if (!receipt.order().equals(order)) {
      throw new Refusal(
          Refusal.Kind.UNUSABLE,
          "This Idempotency-Key was used for another order; take a new one.");
    }
    String answer =
        receipt
            .answer()
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Kind.CONFLICT,
                        "This order is at work already, or broke off. Look at the history whether it"
                            + " was carried out; to order it again, take a new Idempotency-Key, or"
                            + " open the form anew."));
    return read(answer).with("Idempotency-Replayed", "true");
  }

  private static String order(Request request) {
    String head = request.route().method() + " " + request.path() + "\n";
    String body = new String(request.body(), StandardCharsets.ISO_8859_1);
    return TokenHash.of(head + body).hex();
  }

  /** The answer as a receipt keeps it. */
  static String written(Answer answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("status", answer.status());
    node.put("type", answer.type());
    node.put("location", answer.headers().getOrDefault(LOCATION, ""));
    node.put("body", new String(answer.body().plain(), StandardCharsets.UTF_8));
    return node.toString();
  }

  private static Answer read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      byte[] body = node.path("body").asText().getBytes(StandardCharsets.UTF_8);
      Answer answer = Answer.of(node.path("status").asInt(), node.path("type").asText(), body);
      String location = node.path("location").asText();
      return location.isEmpty() ? answer : answer.with(LOCATION, location);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored answer cannot be read", e);
    }
  }
}
