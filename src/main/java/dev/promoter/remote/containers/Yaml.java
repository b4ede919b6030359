package dev.promoter.remote.containers;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/** Reads foreign YAML, and refuses what it would understand wrongly. */
final class Yaml {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(FACTORY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Yaml() {}

  /**
   * Reads a document that is a mapping.
   *
   * @throws IllegalArgumentException with what is wrong with the file
   */
  static JsonNode mapping(String text) {
    try {
      refuseAliases(text);
      JsonNode root = MAPPER.readTree(text);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (IOException broken) {
      throw new IllegalArgumentException("the file is not YAML", broken);
    }
    throw new IllegalArgumentException("the file is not a YAML mapping");
  }

  /** A tree of nodes would hold the name of an alias in the place of what it stands for. */
  private static void refuseAliases(String text) throws IOException {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw new IllegalArgumentException(
              "the file uses YAML aliases, which are not understood");
        }
      }
    }
  }
}
