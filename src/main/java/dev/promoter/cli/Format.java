package dev.promoter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Locale;

/** How a command prints what it found. */
enum Format {
  /** For people. */
  TEXT,
  JSON,
  /** The same tree as JSON. */
  YAML;

  /** The document as text that ends with a line feed, on every platform. */
  String render(JsonNode tree) {
    try {
      return this == YAML
          ? Writers.YAML.writeValueAsString(tree)
          : Writers.JSON.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Made when a document is first written: most commands write none, and these take long to make.
   */
  private static final class Writers {
    static final ObjectWriter JSON = JsonMapper.builder().build().writer(twoSpacesAndLineFeeds());

    static final ObjectWriter YAML =
        YAMLMapper.builder(
                YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build()
            .writer();

    private static DefaultPrettyPrinter twoSpacesAndLineFeeds() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentObjectsWith(indenter);
      printer.indentArraysWith(indenter);
      return printer;
    }
  }
}
