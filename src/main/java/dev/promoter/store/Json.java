package dev.promoter.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.RevisionCandidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What all stored documents share. They are written field by field, and not by reflection: domain
 * knows no JSON, and what is stored must not change because a record does.
 */
final class Json {
  /** In plain ASCII, so that half a character or a NUL from outside is kept as it came. */
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}

  static JsonNode read(byte[] document) {
    try {
      return MAPPER.readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(String document) {
    try {
      return MAPPER.readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(JsonGenerator json, Candidate candidate) throws IOException {
    json.writeStartObject();
    if (candidate instanceof CommitCandidate commit) {
      json.writeStringField("commit", commit.hash().commit());
      json.writeStringField("distro", commit.hash().distro());
      json.writeStringField("extended", commit.hash().extended());
      json.writeStringField("component", commit.component());
    } else if (candidate instanceof RevisionCandidate) {
      json.writeStringField("revision", candidate.id());
    } else {
      json.writeStringField("aggregate", candidate.id());
    }
    json.writeEndObject();
  }

  static Candidate candidate(JsonNode node) {
    if (node.has("aggregate")) {
      return new AggregateCandidate(text(node, "aggregate"));
    }
    if (node.has("revision")) {
      return new RevisionCandidate(text(node, "revision"));
    }
    return new CommitCandidate(
        new CommitHash(text(node, "commit"), text(node, "distro"), text(node, "extended")),
        text(node, "component"));
  }

  /** Seconds and nanoseconds: exact, and cheap to write. */
  static void write(JsonGenerator json, Instant at) throws IOException {
    json.writeStartArray();
    json.writeNumber(at.getEpochSecond());
    json.writeNumber(at.getNano());
    json.writeEndArray();
  }

  static Instant instant(JsonNode node) {
    return Instant.ofEpochSecond(node.path(0).longValue(), node.path(1).intValue());
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalStateException("a stored document lacks the text " + field);
    }
    return value.textValue();
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    return StreamSupport.stream(array.spliterator(), false).map(element).toList();
  }
}
