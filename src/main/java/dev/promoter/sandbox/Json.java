package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Answers in the JSON DLRN writes: compact, ASCII, keys in alphabetical order (the callers write
 * them so), one newline at the end.
 */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Writes fields or elements. */
  interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes one element of a list. */
  interface ItemWriter<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  private Json() {}

  static Answer object(int status, Writer fields) {
    return render(
        status,
        json -> {
          json.writeStartObject();
          fields.write(json);
          json.writeEndObject();
        });
  }

  static <T> Answer list(List<T> items, ItemWriter<T> fields) {
    return render(
        200,
        json -> {
          json.writeStartArray();
          for (T item : items) {
            json.writeStartObject();
            fields.write(json, item);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static Answer render(int status, Writer content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      content.write(json);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("Writing JSON to memory failed", e);
    }
    return Answer.of(status, "application/json", out.toByteArray());
  }
}
