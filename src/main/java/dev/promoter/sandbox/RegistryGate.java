package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whom a registry stand-in admits: everybody, who has a password, or who was lent a token. */
final class RegistryGate {
  private static final JsonMapper JSON = new JsonMapper();

  private final InstantSource clock;
  private Kind kind = Kind.OPEN;
  private Credentials owner = new Credentials("", "");
  private String realm = "";
  private String service = "";
  private Duration life = Duration.ofMinutes(5);
  private final Map<String, Lent> tokens = new HashMap<>();
  private int lent;

  private enum Kind {
    OPEN,
    PASSWORD,
    TOKEN
  }

  private record Lent(Set<String> scopes, Instant until) {}

  /**
   * What a request needs to be allowed.
   *
   * @param repository its name
   * @param actions {@code pull} or {@code pull,push}
   */
  record Need(String repository, String actions) {
    private List<String> parts() {
      return Arrays.stream(actions.split(","))
          .map(action -> "repository:" + repository + ":" + action)
          .toList();
    }
  }

  RegistryGate(InstantSource clock) {
    this.clock = clock;
  }

  void password(String realmName, String user, String password) {
    kind = Kind.PASSWORD;
    realm = realmName;
    owner = new Credentials(user, password);
  }

  void tokens(String tokenRealm, String serviceName, String user, String password, Duration time) {
    kind = Kind.TOKEN;
    realm = tokenRealm;
    service = serviceName;
    owner = new Credentials(user, password);
    life = time;
  }

  /** No token lent so far is taken any more. */
  void revoke() {
    tokens.clear();
  }

  /** Refuses a request that may not do what it wants. */
  void check(Request request, List<Need> needs) {
    if (kind == Kind.PASSWORD && !owner.match(request)) {
      throw denied(List.of(), "Basic realm=\"" + realm + "\"");
    }
    if (kind != Kind.TOKEN) {
      return;
    }
    String shown = request.authorization();
    Lent token = tokens.get(shown.startsWith("Bearer ") ? shown.substring(7) : "");
    boolean valid = token != null && clock.instant().isBefore(token.until());
    List<String> wanted = needs.stream().flatMap(need -> need.parts().stream()).toList();
    if (valid && token != null && token.scopes().containsAll(wanted)) {
      return;
    }
    String error = shown.isEmpty() ? "" : valid ? "insufficient_scope" : "invalid_token";
    throw denied(needs, challenge(needs, error));
  }

  private String challenge(List<Need> needs, String error) {
    StringBuilder text =
        new StringBuilder("Bearer realm=\"%s\",service=\"%s\"".formatted(realm, service));
    if (!needs.isEmpty()) {
      String scopes =
          needs.stream()
              .map(need -> "repository:" + need.repository() + ":" + need.actions())
              .collect(Collectors.joining(" "));
      text.append(",scope=\"").append(scopes).append('"');
    }
    if (!error.isEmpty()) {
      text.append(",error=\"").append(error).append('"');
    }
    return text.toString();
  }

  private static ApiError denied(List<Need> needs, String challenge) {
    List<Map<String, String>> details = new ArrayList<>();
    for (Need need : needs) {
      for (String action : need.actions().split(",", -1)) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("Type", "repository");
        detail.put("Class", "");
        detail.put("Name", need.repository());
        detail.put("Action", action);
        details.add(detail);
      }
    }
    @Nullable Object shown = details.isEmpty() ? null : details;
    ApiError error = RegistryError.detailed(401, "UNAUTHORIZED", "authentication required", shown);
    return new ApiError(error.answer().withHeader("WWW-Authenticate", challenge));
  }

  /** The token service: lends what is asked for to the owner, and only pulling to nobody. */
  Answer lend(Request request) {
    Set<String> scopes = scopes(request);
    boolean nobody = request.authorization().isEmpty();
    boolean harmless = scopes.stream().allMatch(scope -> scope.endsWith(":pull"));
    if (nobody ? !harmless : !owner.match(request)) {
      return Answer.json(401, "{\"details\":\"incorrect username or password\"}")
          .withHeader("WWW-Authenticate", "Basic realm=\"token\"");
    }
    String token = "HEADER.CLAIMS" + ++lent + ".SIGNATURE";
    tokens.put(token, new Lent(scopes, clock.instant().plus(life)));
    return document(token);
  }

  private static Set<String> scopes(Request request) {
    return Arrays.stream(request.query().split("&"))
        .filter(pair -> pair.startsWith("scope="))
        .map(pair -> URLDecoder.decode(pair.substring(6), StandardCharsets.UTF_8))
        .flatMap(scope -> single(scope).stream())
        .collect(Collectors.toSet());
  }

  private static List<String> single(String scope) {
    int colon = scope.lastIndexOf(':');
    return colon < 0
        ? List.of()
        : new Need(scope.substring("repository:".length(), colon), scope.substring(colon + 1))
            .parts();
  }

  private Answer document(String token) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("token", token);
    document.put("access_token", token);
    document.put("expires_in", life.toSeconds());
    document.put("issued_at", clock.instant().toString());
    try {
      return Answer.json(200, JSON.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The path of the token service on this very server; empty when there is none. */
  Optional<String> tokenPath() {
    return kind == Kind.TOKEN ? Optional.of("/token") : Optional.empty();
  }
}
