package dev.promoter.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.domain.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which parameters each address of the API takes behind its path, as the description says. Any
 * other is refused: a filter that nobody knows would show everything, and look like an answer.
 */
final class Parameters {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<String, List<String>> byRoute = new HashMap<>();

  /** Those of a description in OpenAPI. */
  Parameters(byte[] description) {
    try {
      MAPPER
          .readTree(description)
          .path("paths")
          .properties()
          .forEach(path -> path.getValue().properties().forEach(one -> add(path.getKey(), one)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String path, Map.Entry<String, JsonNode> operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation.getValue().path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    byRoute.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path, List.copyOf(names));
  }

  /**
   * Goes on only if the route takes all of these. Routes outside of the API, and those by which
   * others report, take what they are sent.
   *
   * @throws Refusal that names the first it does not take, and the one that was probably meant
   */
  void check(Route route, Set<String> given) {
    List<String> known = byRoute.get(route.method() + " " + route.path());
    if (known == null || route.isPage() || route.path().equals(Hooks.PATH)) {
      return;
    }
    given.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new Refusal(Refusal.Kind.INVALID, sentence(route, name, known));
            });
  }

  private static String sentence(Route route, String name, List<String> known) {
    String unknown = "There is no parameter '%s' here".formatted(name);
    if (known.isEmpty()) {
      return route.writes()
          ? unknown + "; what an order says stands in its body."
          : unknown + "; this address takes none.";
    }
    return "%s%s. It takes %s."
        .formatted(unknown, Nearest.hint(name, known), String.join(", ", known));
  }
}
