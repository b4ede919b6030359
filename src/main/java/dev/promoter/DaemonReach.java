package dev.promoter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.cli.DaemonLine;
import dev.promoter.cli.Here;
import dev.promoter.cli.OperationException;
import dev.promoter.config.CommandSettings;
import dev.promoter.config.Configuration;
import dev.promoter.config.FileSecrets;
import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.store.DaemonSign;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds the daemon for a command, and has it carry the command out through its API. A daemon that
 * was named, or that is at work and has a token for it, is never passed over in silence.
 */
record DaemonReach(Installation installation, Outside outside, PrintStream err)
    implements DaemonLine {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration OPENING = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration QUICK = Duration.ofSeconds(60);
  private static final Duration SLOW = Duration.ofHours(1);
  private static final int MOST_BYTES = 256 * 1024 * 1024;
  private static final String ADVICE =
      "; promoter history says whether anything was done. With --direct the command works on the"
          + " store itself";

  /** Where to send it. */
  private record Way(String address, Secret token, CommandSettings settings) {}

  @Override
  public Optional<Reply> send(Errand errand) {
    return way(errand).map(way -> reply(way, errand));
  }

  private Optional<Way> way(Errand errand) {
    Configuration configuration = Place.of(errand.options(), installation).read(true, outside);
    if (!configuration.daemonSound()) {
      return Optional.empty(); // the command says what is wrong
    }
    CommandSettings settings = configuration.daemon().commands();
    Optional<Secret> token =
        new FileSecrets(outside.environment(), configuration.daemon().secretFiles())
            .find(settings.tokenSecret());
    if (settings.address().isPresent()) {
      return Optional.of(named(settings, token));
    }
    boolean serves = configuration.daemon().web().listen().isPresent();
    return awaitOpen(configuration.daemon().state(), serves && token.isPresent())
        .flatMap(
            listens ->
                listens.isEmpty() && !serves
                    ? onStore("it has no web server ([web] listen is off)", errand.looks())
                    : atWork(listens, settings, token, errand.looks()));
  }

  /** A daemon opens its web server a moment after its start; it may also end meanwhile. */
  private static Optional<String> awaitOpen(Path state, boolean worthwhile) {
    Optional<String> listens = DaemonSign.look(state);
    long end = System.nanoTime() + OPENING.toNanos();
    while (worthwhile && listens.filter(String::isEmpty).isPresent() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
      listens = DaemonSign.look(state);
    }
    return listens;
  }

  private Optional<Way> onStore(String because, boolean looks) {
    if (!looks) {
      err.println(
          "A daemon is at work here, and %s: the command works on the store itself, as with --direct."
              .formatted(because));
    }
    return Optional.empty();
  }

  private static Way named(CommandSettings settings, Optional<Secret> token) {
    String address = settings.address().orElseThrow();
    return new Way(
        address,
        token.orElseThrow(
            () ->
                OperationException.failure(
                    "[commands] of promoter.ini names the daemon at %s, but there is no token for it: give one as the secret %s, or --direct to work on the store itself"
                        .formatted(address, settings.tokenSecret()))),
        settings);
  }

  private Optional<Way> atWork(
      String listens, CommandSettings settings, Optional<Secret> token, boolean looks) {
    if (token.isEmpty()) {
      return onStore(
          "there is no token for it (secret %s)".formatted(settings.tokenSecret()), looks);
    }
    if (listens.isEmpty()) {
      throw OperationException.failure(
          "the daemon at work here did not open its web server within %d seconds; its log says why, or give --direct to work on the store itself"
              .formatted(OPENING.toSeconds()));
    }
    return Optional.of(new Way(listens, token.get(), settings));
  }

  private Reply reply(Way way, Errand errand) {
    URI origin = URI.create(way.address());
    Call call =
        Call.post(
                "promoter",
                "have the daemon carry out the command",
                URI.create(way.address().replaceFirst("/+$", "") + "/api/v1/commands"),
                order(errand))
            .as(
                new Credentials.Bearer(
                    origin, way.token(), "the secret " + way.settings().tokenSecret()));
    try (Http http = new Http(settings(way, errand))) {
      return read(way, http.exchange(call));
    } catch (RemoteException e) {
      throw OperationException.failure(e.sentence() + ADVICE);
    }
  }

  private static HttpSettings settings(Way way, Errand errand) {
    HttpSettings settings =
        HttpSettings.standard()
            .withTimeouts(CONNECT, errand.slow() ? SLOW : QUICK)
            .withMaxAnswerBytes(MOST_BYTES);
    return way.settings().caBundle().map(settings::withCaBundle).orElse(settings);
  }

  private String order(Errand errand) {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    errand.arguments().forEach(order.putArray("arguments")::add);
    order.put("coloured", errand.coloured());
    order.put("user", Here.user(outside.environment()));
    return order.toString();
  }

  private static Reply read(Way way, Answer answer) {
    JsonNode document = document(answer);
    if (answer.status() == 200 && document.path("exit").isInt()) {
      return new Reply(
          document.path("exit").asInt(),
          document.path("output").asText(),
          document.path("errors").asText());
    }
    String detail = document.path("detail").asText("");
    throw OperationException.failure(
        "%s (HTTP %d%s); nothing was done. With --direct the command works on the store itself"
            .formatted(
                refusal(way, answer.status()),
                answer.status(),
                detail.isEmpty() ? "" : ": " + detail));
  }

  private static String refusal(Way way, int status) {
    String token = "the token of the secret " + way.settings().tokenSecret();
    return switch (status) {
      case 401 -> "the daemon at %s refuses %s".formatted(way.address(), token);
      case 403 -> "the daemon at %s does not allow this with %s".formatted(way.address(), token);
      case 404, 405 -> "what answers at %s takes no commands".formatted(way.address());
      default -> "the daemon at %s refuses the command".formatted(way.address());
    };
  }

  private static JsonNode document(Answer answer) {
    try {
      return new JsonMapper().readTree(answer.text());
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
