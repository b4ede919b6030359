package dev.promoter.remote.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Freight;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one registry lets itself be asked: openly, with a password, or with tokens that a token
 * service lends for a scope. Learnt from its first answer; a token is kept until shortly before its
 * end, and lent anew when the registry no longer takes it.
 */
final class Access {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_TOKENS = 2000;
  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,32768}");

  /** What a token without {@code expires_in} is good for (token specification). */
  private static final Duration USUAL_LIFE = Duration.ofSeconds(60);

  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  private final RegistrySettings settings;
  private final Http http;
  private final InstantSource clock;
  private final Shared<String, Way> first = new Shared<>(1);
  private final Shared<Scope, Lent> tokens = new Shared<>(MOST_TOKENS);
  private volatile Optional<Way> learnt = Optional.empty();

  /** What the registry wants to see. */
  private sealed interface Way {
    /** Nothing. */
    record Open() implements Way {}

    /** User name and password. */
    record Password() implements Way {}

    /** A token of this service. */
    record Tokens(URI realm, Optional<String> service) implements Way {}
  }

  private record Lent(Credentials credentials, Instant until) {}

  Access(RegistrySettings settings, Http http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  /**
   * What to show for a request of this scope. May ask the registry or its token service first.
   *
   * @throws RemoteException when it is no registry, or no token is lent
   */
  Credentials to(Scope scope) {
    Way way = learnt.orElseGet(() -> first.get("", known -> true, this::ask));
    return shown(way, scope, scope);
  }

  /**
   * What to show instead after a request was answered 401.
   *
   * @param refused what was shown
   * @param challenges the values of {@code WWW-Authenticate}
   * @return empty when there is nothing else to show
   */
  Optional<Credentials> instead(Scope scope, Credentials refused, List<String> challenges) {
    Optional<Challenge> challenge = best(Challenge.parse(challenges));
    if (challenge.isEmpty()) {
      return Optional.empty();
    }
    Way way = way(challenge.get());
    learnt = Optional.of(way);
    boolean again = way instanceof Way.Password && refused instanceof Credentials.Basic;
    if (again || (way instanceof Way.Password && settings.login().isEmpty())) {
      return Optional.empty();
    }
    tokens.forgetIf(scope, lent -> lent.credentials().equals(refused));
    return Optional.of(shown(way, scope, challenge.get().scope().orElse(scope)));
  }

  private Credentials shown(Way way, Scope scope, Scope asked) {
    if (way instanceof Way.Tokens service) {
      return tokens
          .get(scope, lent -> clock.instant().isBefore(lent.until()), () -> lend(service, asked))
          .credentials();
    }
    return way instanceof Way.Password ? password(settings.address()) : Credentials.none();
  }

  private Credentials password(URI origin) {
    return settings
        .login()
        .<Credentials>map(
            login -> new Credentials.Basic(origin, login.user(), login.secret(), login.secrets()))
        .orElse(Credentials.none());
  }

  /** Asks the registry for its version, which shows what it wants to see. */
  private Way ask() {
    Call call =
        Call.of(settings.system(), "ask for its API version", Method.GET, settings.at("/v2/"));
    return http.stream(
        call,
        Freight.none(),
        answer -> {
          if (answer.status() == 401) {
            return best(Challenge.parse(answer.headers("WWW-Authenticate")))
                .map(this::way)
                .orElseThrow(() -> Http.fault(call, answer.refusal()));
          }
          if (MediaType.html(answer.header("Content-Type").orElse("")) || answer.status() == 404) {
            throw call.fault(
                "the server answered %d %s; it is no container registry, check its address"
                    .formatted(answer.status(), answer.header("Content-Type").orElse("nothing")),
                answer.status(),
                false);
          }
          if (!answer.successful()) {
            throw Http.fault(call, answer.refusal());
          }
          return new Way.Open();
        });
  }

  private static Optional<Challenge> best(List<Challenge> challenges) {
    return challenges.stream()
        .filter(one -> one.scheme().equals("bearer") && one.parameter("realm").isPresent())
        .findFirst()
        .or(() -> challenges.stream().filter(one -> one.scheme().equals("basic")).findFirst());
  }

  private Way way(Challenge challenge) {
    if (challenge.scheme().equals("basic")) {
      return new Way.Password();
    }
    String realm = challenge.parameter("realm").orElse("");
    return new Way.Tokens(service(realm), challenge.parameter("service"));
  }

  /** A password must not leave a secure connection because a registry says so. */
  private URI service(String realm) {
    try {
      URI uri = new URI(realm);
      boolean secure = "https".equalsIgnoreCase(uri.getScheme());
      boolean open = "http".equalsIgnoreCase(uri.getScheme());
      boolean allowed = secure || (open && settings.address().getScheme().equalsIgnoreCase("http"));
      if (allowed && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException broken) {
      // told below
    }
    throw RemoteException.of(
        settings.system(),
        "find its token service",
        "GET " + settings.at("/v2/"),
        "it names '%s', which is no %saddress"
            .formatted(
                Shown.briefly(realm),
                settings.address().getScheme().equalsIgnoreCase("https") ? "secure " : "web "),
        401,
        false);
  }

  private Lent lend(Way.Tokens service, Scope scope) {
    Instant asked = clock.instant();
    String what = scope.parts().isEmpty() ? "a token" : "a token for " + scope;
    Call call =
        Call.get(settings.system(), "get " + what, question(service, scope))
            .as(password(service.realm()))
            .atMost(LARGEST_ANSWER);
    JsonNode answer = document(call, http.send(call));
    String token = answer.path("token").asText(answer.path("access_token").asText(""));
    if (!TOKEN.matcher(token).matches()) {
      throw call.fault("the token service gave no token", 200, false);
    }
    String owner = settings.login().map(Login::toString).orElse("nobody in particular");
    return new Lent(
        new Credentials.Bearer(
            settings.address(), new Secret(token), "%s, with %s".formatted(owner, what)),
        asked.plus(life(answer)));
  }

  private static JsonNode document(Call call, Answer answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (JsonProcessingException broken) {
      throw call.fault("the token service did not answer JSON", answer.status(), false);
    }
  }

  /** A fifth less than promised, so that a token does not end on its way. */
  private static Duration life(JsonNode answer) {
    long seconds = answer.path("expires_in").asLong(0);
    Duration told = seconds > 0 ? Duration.ofSeconds(seconds) : USUAL_LIFE;
    return (told.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : told).multipliedBy(4).dividedBy(5);
  }

  private static URI question(Way.Tokens service, Scope scope) {
    StringBuilder query = new StringBuilder();
    service.service().ifPresent(name -> query.append("&service=").append(encoded(name)));
    scope.parts().forEach(part -> query.append("&scope=").append(encoded(part)));
    String realm = service.realm().toString();
    if (query.length() == 0) {
      return service.realm();
    }
    return URI.create(realm + (realm.contains("?") ? "&" : "?") + query.substring(1));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
