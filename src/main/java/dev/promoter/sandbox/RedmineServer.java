package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for a Redmine on the loopback address with one project, answering as recorded
 * (contract ceph.md section 6), also where a real one says 204 and stores nothing. It keeps
 * everything in memory.
 */
public final class RedmineServer implements AutoCloseable {
  static final JsonMapper MAPPER = new JsonMapper();

  private static final String JSON = "application/json; charset=utf-8";
  private static final String BARE_JSON = "application/json";
  private static final Pattern ISSUE = Pattern.compile("/issues/(\\d{1,9})\\.json");
  private static final int DEFAULT_LIMIT = 25;
  private static final int LARGEST_LIMIT = 100;

  private final Loopback loopback;
  private final InstantSource clock;
  private final Map<Long, RedmineIssue> issues = new LinkedHashMap<>();
  private final List<RedmineUser> users = new ArrayList<>();
  private final RedmineSite site;
  private long lastNote;

  private RedmineServer(int port, String project, InstantSource clock) {
    this.clock = clock;
    this.site = new RedmineSite(project);
    this.loopback = Loopback.start(port, this::answer);
  }

  /**
   * Starts a server without issues and users.
   *
   * @param port 0 for any free one
   * @param project the name of its project; in lower case its identifier
   */
  public static RedmineServer start(int port, String project, InstantSource clock) {
    return new RedmineServer(port, project, clock);
  }

  /** Adds somebody with a key. The first one watches every issue. */
  public synchronized RedmineServer add(RedmineUser user) {
    if (users.isEmpty()) {
      site.watchers().add(user);
    }
    users.add(user);
    return this;
  }

  /** Adds a field that all issues have. */
  public synchronized RedmineServer add(RedmineField field) {
    site.fields().add(field);
    return this;
  }

  /** Adds an issue in status New, written by a user who was added before. */
  public synchronized long addIssue(String login, String subject, String description) {
    RedmineUser author =
        users.stream().filter(user -> user.login().equals(login)).findFirst().orElseThrow();
    return create(author, site.tracker(4), subject, description).id();
  }

  /** What stands in the description of an issue, with the line ends the server keeps. */
  public synchronized String description(long id) {
    return issue(id).description();
  }

  /** The texts of the notes of an issue, oldest first; edits without a text are left out. */
  public synchronized List<String> notes(long id) {
    return issue(id).notes();
  }

  /** The descriptions that somebody gave an issue, oldest first. */
  public synchronized List<String> descriptions(long id, String login) {
    return issue(id).descriptions(login);
  }

  /** The name of the status of an issue. */
  public synchronized String status(long id) {
    return site.status(issue(id).status()).path("name").asText();
  }

  /** What stands in a custom field of an issue. */
  public synchronized List<String> values(long id, long field) {
    return issue(id).values(field);
  }

  /** Somebody edits an issue in the browser, by the attributes of the API. */
  public synchronized void edit(long id, String login, Map<String, String> attributes) {
    RedmineUser user =
        users.stream().filter(one -> one.login().equals(login)).findFirst().orElseThrow();
    ObjectNode node = MAPPER.createObjectNode();
    attributes.forEach(node::put);
    apply(issue(id), user, node);
  }

  /** The address without a slash at its end. */
  public String address() {
    return loopback.address();
  }

  /** Puts a hook into every request from now on, in place of the one before. */
  public void intercept(Interceptor interceptor) {
    loopback.front().intercept(interceptor);
  }

  /** All requests since the start, in order of arrival. */
  public List<Request> requests() {
    return loopback.front().log().all();
  }

  @Override
  public void close() {
    loopback.close();
  }

  private RedmineIssue issue(long id) {
    return Optional.ofNullable(issues.get(id)).orElseThrow(() -> new ApiError(nothing(404)));
  }

  private RedmineIssue create(
      RedmineUser author, JsonNode tracker, String subject, String description) {
    RedmineIssue issue =
        new RedmineIssue(
            issues.size() + 1L, author, tracker, subject, description, clock.instant());
    issues.put(issue.id(), issue);
    return issue;
  }

  private synchronized Answer answer(Request request) {
    Optional<RedmineUser> user = user(request);
    Matcher issue = ISSUE.matcher(request.path());
    String what = request.method() + " " + request.path();
    if (issue.matches()) {
      long id = Long.parseLong(issue.group(1));
      return request.method().equals("PUT")
          ? put(request, id, user)
          : Answer.of(200, JSON, read(request, id, user));
    }
    return switch (what) {
      case "GET /users/current.json" -> Answer.of(200, JSON, current(known(user)));
      case "GET /issue_statuses.json" ->
          Answer.of(200, JSON, site.list("issue_statuses", site.statuses()));
      case "GET /trackers.json" -> Answer.of(200, JSON, site.list("trackers", site.trackers()));
      case "GET /custom_fields.json" -> nothing(user.isPresent() ? 403 : 401);
      case "GET /issues.json" -> Answer.of(200, JSON, list(parameters(request), user));
      case "POST /issues.json" -> post(request, known(user));
      default -> nothing(404);
    };
  }

  private String read(Request request, long id, Optional<RedmineUser> user) {
    String include = parameters(request).getOrDefault("include", "");
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.set("issue", site.issue(issue(id), List.of(include.split(",")), user));
    return envelope.toString();
  }

  private static String current(RedmineUser user) {
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.set("user", user.json());
    return envelope.toString();
  }

  private String list(Map<String, String> parameters, Optional<RedmineUser> user) {
    String status = parameters.getOrDefault("status_id", "open");
    List<RedmineIssue> found =
        issues.values().stream()
            .filter(issue -> status.equals("*") || site.open(issue) == status.equals("open"))
            .toList();
    int offset = number(parameters, "offset", 0);
    int limit = Math.min(number(parameters, "limit", DEFAULT_LIMIT), LARGEST_LIMIT);
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode page = answer.putArray("issues");
    found.stream()
        .skip(offset)
        .limit(limit)
        .forEach(issue -> page.add(site.issue(issue, List.of(), user)));
    answer.put("total_count", found.size()).put("offset", offset).put("limit", limit);
    return answer.toString();
  }

  private static int number(Map<String, String> parameters, String name, int missing) {
    String value = parameters.getOrDefault(name, "");
    return value.matches("\\d{1,6}") ? Integer.parseInt(value) : missing;
  }

  private Answer put(Request request, long id, Optional<RedmineUser> user) {
    JsonNode body = body(request);
    RedmineIssue issue = issue(id);
    RedmineUser author = known(user);
    if (!author.mayEdit()) {
      return nothing(403);
    }
    return apply(issue, author, body.path("issue"));
  }

  private Answer apply(RedmineIssue issue, RedmineUser author, JsonNode wanted) {
    if (wanted.has("lock_version") && wanted.path("lock_version").asInt() != issue.version()) {
      return Answer.of(422, JSON, "{\"errors\":[]}");
    }
    List<String> errors = new RedmineCheck(site).errors(wanted);
    if (!errors.isEmpty()) {
      return refused(errors);
    }
    if (issue.apply(wanted, site, author, lastNote + 1, clock.instant())) {
      lastNote++;
    }
    return Answer.empty(204);
  }

  private Answer post(Request request, RedmineUser author) {
    JsonNode wanted = body(request).path("issue");
    List<String> errors = new ArrayList<>();
    boolean here = wanted.path("project_id").asText().equals(site.identifier());
    if (!here) {
      errors.addAll(
          List.of("Project cannot be blank", "Tracker cannot be blank", "Status cannot be blank"));
    }
    if (wanted.path("subject").asText().isBlank()) {
      errors.add("Subject cannot be blank");
    }
    if (!errors.isEmpty()) {
      return refused(errors);
    }
    RedmineIssue issue =
        create(
            author,
            site.tracker(wanted.path("tracker_id").asInt(1)),
            wanted.path("subject").asText(),
            wanted.path("description").asText());
    issue.begin(wanted.path("custom_fields"), site, clock.instant());
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.set("issue", site.issue(issue, List.of(), Optional.of(author)));
    return Answer.of(201, JSON, envelope.toString())
        .withHeader("Location", address() + "/issues/" + issue.id());
  }

  private static Answer refused(List<String> errors) {
    ArrayNode list = MAPPER.createArrayNode();
    errors.forEach(list::add);
    return Answer.of(422, JSON, MAPPER.createObjectNode().set("errors", list).toString());
  }

  /** A body is read only when it is announced as JSON; otherwise it is as if there were none. */
  private static JsonNode body(Request request) {
    if (!request.contentType().startsWith(BARE_JSON)) {
      return MAPPER.createObjectNode();
    }
    try {
      return MAPPER.readTree(request.body());
    } catch (JsonProcessingException broken) {
      throw new ApiError(Answer.of(400, JSON, "{\"status\":400,\"error\":\"Bad Request\"}"));
    }
  }

  private static Answer nothing(int status) {
    Answer answer = Answer.of(status, BARE_JSON, "");
    return status == 401
        ? answer.withHeader("WWW-Authenticate", "Basic realm=\"Redmine API\"")
        : answer;
  }

  private static RedmineUser known(Optional<RedmineUser> user) {
    return user.orElseThrow(() -> new ApiError(nothing(401)));
  }

  /** Who asks; nobody in particular with a wrong key, to whom public issues are shown. */
  private Optional<RedmineUser> user(Request request) {
    String key = key(request);
    return users.stream().filter(user -> !key.isEmpty() && user.key().equals(key)).findFirst();
  }

  private static String key(Request request) {
    String header = request.header("X-Redmine-API-Key");
    if (!header.isEmpty()) {
      return header;
    }
    if (request.authorization().startsWith("Basic ")) {
      byte[] pair = Base64.getDecoder().decode(request.authorization().substring(6));
      return new String(pair, StandardCharsets.UTF_8).replaceFirst(":.*", "");
    }
    return parameters(request).getOrDefault("key", "");
  }

  private static Map<String, String> parameters(Request request) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : request.query().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return all;
  }
}
