package dev.promoter.remote.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.notes.PullRequest;
import dev.promoter.notes.PullRequests;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pull requests of one repository. Reads whole pages of merged ones first and asks for single
 * ones only then, because the server counts requests. What was read is kept, so that a reading that
 * had to stop at the server's limit goes on where it stopped.
 */
public final class GitHub implements PullRequests {
  private static final String SYSTEM = "GitHub";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");
  private static final Pattern NEXT = Pattern.compile("<([^<>]+)>\\s*;\\s*rel=\"?next\"?");
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20;
  private static final int MOST_WAITS = 10;
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final URI api;
  private final String repository;
  private final Http http;
  private final String token;
  private final Credentials credentials;
  private final Pause pause;
  private final InstantSource clock;
  private final Duration patience;
  private final Map<Integer, PullRequest> known = new ConcurrentHashMap<>();

  /** How it waits; another one in tests. */
  interface Pause {
    void pause(Duration wait) throws InterruptedException;
  }

  /**
   * The pull requests of a repository.
   *
   * @param api the address of the API, for example {@code https://api.github.com}
   * @param repository owner and name: {@code ceph/ceph}
   * @param token the name of the token among the secrets; without one the server allows much less
   * @param secrets where the token is looked for, once
   * @param patience how long one reading waits for the server's limit altogether
   * @throws IllegalArgumentException when the repository is no owner and name
   */
  public GitHub(
      URI api,
      String repository,
      Http http,
      String token,
      Secrets secrets,
      InstantSource clock,
      Duration patience) {
    this(
        api,
        repository,
        http,
        token,
        secrets,
        clock,
        patience,
        wait -> Thread.sleep(wait.toMillis()));
  }

  GitHub(
      URI api,
      String repository,
      Http http,
      String token,
      Secrets secrets,
      InstantSource clock,
      Duration patience,
      Pause pause) {
    if (!NAME.matcher(repository).matches()) {
      throw new IllegalArgumentException("'" + repository + "' is not owner/name");
    }
    this.api = URI.create(api.toString().replaceAll("/+$", ""));
    this.repository = repository;
    this.http = http;
    this.clock = clock;
    this.patience = patience;
    this.pause = pause;
    this.token = token;
    this.credentials =
        secrets.find(token).isPresent()
            ? new Credentials.Token(this.api, "Authorization", "Bearer ", token, secrets)
            : Credentials.none();
  }

  /**
   * Makes sure that the repository is there and that the token, if there is one, is accepted.
   *
   * @throws RemoteException when it is not
   */
  public void requireReachable() {
    Call call = call("look for " + repository, address(""));
    Answer answer = http.exchange(call);
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
  }

  @Override
  public Map<Integer, PullRequest> read(Set<Integer> numbers, String branch) {
    Budget budget = new Budget(patience);
    Set<Integer> open = new TreeSet<>(numbers);
    open.removeAll(known.keySet());
    Optional<RemoteException> unlisted =
        open.size() > 1 ? readPages(open, branch, budget) : Optional.empty();
    for (Integer number : List.copyOf(open)) {
      one(number, budget).ifPresent(pull -> known.put(number, pull));
    }
    if (unlisted.isPresent() && Collections.disjoint(known.keySet(), numbers)) {
      throw unlisted.get();
    }
    Map<Integer, PullRequest> found = new TreeMap<>();
    for (Integer number : numbers) {
      PullRequest pull = known.get(number);
      if (pull != null) {
        found.put(number, pull);
      }
    }
    return found;
  }

  /**
   * Closed ones of the branch, those that changed last first, as long as pages bring any.
   *
   * @return a server that has no such list, which may have the pull requests all the same
   */
  private Optional<RemoteException> readPages(Set<Integer> open, String branch, Budget budget) {
    Optional<URI> next =
        Optional.of(
            address(
                "/pulls?state=closed&sort=updated&direction=desc&per_page=%d&base=%s"
                    .formatted(PAGE, URLEncoder.encode(branch, StandardCharsets.UTF_8))));
    for (int page = 0; page < MOST_PAGES && next.isPresent() && !open.isEmpty(); page++) {
      Call call = call("read merged pull requests of " + branch, next.get());
      Answer answer = patiently(call, budget);
      if (answer.status() == 404) {
        return Optional.of(Http.fault(call, answer));
      }
      if (!answer.successful()) {
        throw Http.fault(call, answer);
      }
      for (JsonNode node : document(call, answer)) {
        PullRequest pull = pull(call, node);
        if (open.remove(pull.number())) {
          known.put(pull.number(), pull);
        }
      }
      next = next(call, answer);
    }
    return Optional.empty();
  }

  /** The next page, if it is one of the same server. */
  private Optional<URI> next(Call call, Answer answer) {
    Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
    if (!link.find()) {
      return Optional.empty();
    }
    try {
      URI next = call.uri().resolve(link.group(1));
      boolean here = next.getHost() != null && Credentials.sameOrigin(next, api);
      return here ? Optional.of(next) : Optional.empty();
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private Optional<PullRequest> one(int number, Budget budget) {
    Call call = call("read pull request " + number, address("/pulls/" + number));
    Answer answer = patiently(call, budget);
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
    PullRequest pull = pull(call, document(call, answer));
    if (pull.number() != number) {
      throw call.fault("the answer is about pull request " + pull.number(), 200, false);
    }
    return Optional.of(pull);
  }

  private Answer patiently(Call call, Budget budget) {
    for (int waits = 0; ; waits++) {
      Answer answer = http.exchange(call);
      Optional<Duration> wait = limited(answer);
      if (wait.isEmpty()) {
        return answer;
      }
      if (waits >= MOST_WAITS || !budget.take(wait.get())) {
        throw call.fault(
            "the server's limit of requests is used up until %s%s"
                .formatted(
                    clock.instant().plus(wait.get()).truncatedTo(ChronoUnit.SECONDS),
                    credentials instanceof Credentials.None
                        ? "; with the secret " + token + " it is much higher"
                        : ""),
            answer.status(),
            true);
      }
      await(call, wait.get());
    }
  }

  /** How long the server wants no more requests; empty when the answer is about something else. */
  private Optional<Duration> limited(Answer answer) {
    if (answer.status() != 403 && answer.status() != 429) {
      return Optional.empty();
    }
    Optional<Duration> after = answer.header("Retry-After").flatMap(GitHub::seconds);
    if (after.isPresent()) {
      return Optional.of(after.get().plus(MARGIN));
    }
    boolean usedUp =
        answer.status() == 429
            || answer
                .header("X-RateLimit-Remaining")
                .filter(rest -> rest.strip().equals("0"))
                .isPresent();
    if (!usedUp) {
      return Optional.empty();
    }
    Duration untilReset =
        answer
            .header("X-RateLimit-Reset")
            .flatMap(GitHub::seconds)
            .map(at -> Duration.between(clock.instant(), Instant.ofEpochSecond(at.toSeconds())))
            .filter(wait -> !wait.isNegative())
            .orElse(Duration.ZERO);
    return Optional.of(untilReset.plus(MARGIN));
  }

  private static Optional<Duration> seconds(String header) {
    String digits = header.strip();
    return digits.matches("[0-9]{1,11}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(digits)))
        : Optional.empty();
  }

  private void await(Call call, Duration wait) {
    try {
      pause.pause(wait);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw call.fault("the wait for the server's limit was interrupted", 0, true);
    }
  }

  /** What is left of the patience of one reading. */
  private static final class Budget {
    private Duration left;

    Budget(Duration left) {
      this.left = left;
    }

    boolean take(Duration wait) {
      if (wait.compareTo(left) > 0) {
        return false;
      }
      left = left.minus(wait);
      return true;
    }
  }

  private Call call(String action, URI uri) {
    return Call.get(SYSTEM, action, uri)
        .below("github_api_url", api.toString())
        .advising(
            Map.of(
                401, "check the secret " + token + ", or take it away: it is not needed",
                404, "check github_api_url and the repository " + repository))
        .as(credentials);
  }

  private URI address(String path) {
    return URI.create(api + "/repos/" + repository + path);
  }

  private static JsonNode document(Call call, Answer answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (JsonProcessingException notJson) {
      throw call.fault(
          "the answer is no JSON document: " + call.excerpt(answer.text()), answer.status(), true);
    }
  }

  private static PullRequest pull(Call call, JsonNode node) {
    if (!node.path("number").canConvertToInt() || !node.path("title").isTextual()) {
      throw unreadable(call, node);
    }
    List<String> labels = new ArrayList<>();
    node.path("labels").forEach(label -> labels.add(label.path("name").asText("")));
    String body = node.path("body").isTextual() ? node.path("body").asText() : "";
    return new PullRequest(
        node.path("number").asInt(),
        node.path("title").asText(),
        body,
        node.path("user").path("login").asText("unknown"),
        labels);
  }

  private static RemoteException unreadable(Call call, JsonNode node) {
    return call.fault(
        "a pull request of the answer has no number or title: " + call.excerpt(node.toString()),
        200,
        false);
  }
}
