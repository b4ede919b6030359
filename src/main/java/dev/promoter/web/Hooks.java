package dev.promoter.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Receipts;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes reports of results. What a report says is not believed as evidence: it only has the
 * releases that it may be about look for themselves, at once.
 */
final class Hooks {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Where reporters name a job, by kind. */
  private static final Map<Hook.Kind, List<String>> JOBS =
      Map.of(
          Hook.Kind.DLRN, List.of("/job_id", "/job"),
          Hook.Kind.JENKINS, List.of("/name", "/job", "/build/job"),
          Hook.Kind.ZUUL, List.of("/build/job_name", "/job_name", "/job"),
          Hook.Kind.GENERIC, List.of("/job"));

  /** Where reports come in. */
  static final String PATH = Api.ROOT + "/hooks/{source}";

  private final Map<String, Hook> hooks;
  private final Desk desk;
  private final Signature signature;

  Hooks(List<Hook> hooks, Desk desk, Receipts receipts, InstantSource clock) {
    this.hooks = hooks.stream().collect(Collectors.toMap(Hook::name, Function.identity()));
    this.desk = desk;
    this.signature = new Signature(receipts, clock);
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            PATH, Role.NOBODY, "Takes a signed report that there are new results", this::report));
  }

  private Answer report(Request request) {
    Hook hook =
        Optional.ofNullable(hooks.get(request.part("source")))
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Kind.NOT_FOUND,
                        "There is no hook of this name; it needs a section [hook NAME]."));
    signature.check(hook, request);
    Set<ReleaseName> rounds = desk.announce(news(hook.kind(), read(request)));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode releases = document.putArray("releases");
    rounds.stream().sorted().forEach(release -> releases.add(release.value()));
    return Answer.json(202, document);
  }

  private static JsonNode read(Request request) {
    try {
      if (request.body().length > 0 && MAPPER.readTree(request.body()) instanceof ObjectNode body) {
        return body;
      }
    } catch (IOException e) {
      // said below
    }
    throw new Refusal(Refusal.Kind.INVALID, "The body is not one JSON object.");
  }

  /** Fields that are not there, or are something else, name nothing. */
  private static News news(Hook.Kind kind, JsonNode body) {
    Set<ReleaseName> releases = new LinkedHashSet<>();
    texts(body.path("release")).forEach(name -> releases.add(new ReleaseName(name)));
    texts(body.path("releases")).forEach(name -> releases.add(new ReleaseName(name)));
    Set<String> jobs =
        JOBS.getOrDefault(kind, List.of()).stream()
            .flatMap(place -> texts(body.at(place)).stream())
            .collect(Collectors.toSet());
    return new News(kind, releases, jobs);
  }

  private static List<String> texts(JsonNode node) {
    Set<String> texts = new LinkedHashSet<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(one -> texts.add(one.isTextual() ? one.asText() : ""));
    return texts.stream().filter(text -> !text.isBlank()).toList();
  }
}
