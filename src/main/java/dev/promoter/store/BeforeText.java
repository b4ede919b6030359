package dev.promoter.store;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promoter.domain.Before;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What stood outside before an action, as a JSON object of texts. */
final class BeforeText {
  private BeforeText() {}

  static String write(Before before) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> entry : new TreeMap<>(before.state()).entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static Before read(String text) {
    Map<String, String> state = new HashMap<>();
    Json.read(text)
        .properties()
        .forEach(entry -> state.put(entry.getKey(), entry.getValue().textValue()));
    return new Before(state);
  }
}
