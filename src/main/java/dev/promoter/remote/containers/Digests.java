package dev.promoter.remote.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.remote.registry.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Digests by container, as one text for the settings of actions and the journal. */
final class Digests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NONE = "";

  private Digests() {}

  static String write(Map<String, Digest> digests) {
    Map<String, String> texts = new TreeMap<>();
    digests.forEach((container, digest) -> texts.put(container, digest.value()));
    return json(texts);
  }

  static String writeFound(Map<String, Optional<Digest>> digests) {
    Map<String, String> texts = new TreeMap<>();
    digests.forEach(
        (container, digest) -> texts.put(container, digest.map(Digest::value).orElse(NONE)));
    return json(texts);
  }

  /**
   * Reads back what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Map<String, Digest> read(String text) {
    Map<String, Digest> digests = new LinkedHashMap<>();
    texts(text).forEach((container, digest) -> digests.put(container, new Digest(digest)));
    return digests;
  }

  /** Reads back what {@link #writeFound} wrote. */
  static Map<String, Optional<Digest>> readFound(String text) {
    Map<String, Optional<Digest>> digests = new LinkedHashMap<>();
    texts(text)
        .forEach(
            (container, digest) ->
                digests.put(
                    container,
                    digest.equals(NONE) ? Optional.empty() : Optional.of(new Digest(digest))));
    return digests;
  }

  private static String json(Map<String, String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts can always be written", impossible);
    }
  }

  private static Map<String, String> texts(String json) {
    try {
      return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("the journal holds no digests: " + json, broken);
    }
  }
}
