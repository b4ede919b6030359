package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers as a Paddles server does (contract ceph.md section 2.1). */
final class PaddlesSite {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Set<String> KEYS =
      Set.of("branch", "date", "machine_type", "sha1", "status", "suite", "user", "flavors");
  private static final int COUNT = 25;
  private static final int COUNT_OF_JOBS = 10;

  private final InstantSource clock;
  private final Map<String, PaddlesRun> runs = new LinkedHashMap<>();
  private String address = "";

  PaddlesSite(InstantSource clock) {
    this.clock = clock;
  }

  void at(String base) {
    address = base;
  }

  synchronized Answer answer(Request request) {
    if (!request.path().endsWith("/")) {
      String query = request.query().isEmpty() ? "" : "?" + request.query();
      return Answer.of(302, "text/plain; charset=UTF-8", "302 Found\n\n")
          .withHeader("Location", address + request.path() + "/" + query);
    }
    List<String> path = Paths.segments(request.path());
    if (request.writes()) {
      return write(request, path);
    }
    return read(path, Paths.parameters(request.query()));
  }

  private Answer read(List<String> path, Map<String, String> given) {
    if (path.isEmpty()) {
      return json(200, JsonNodeFactory.instance.objectNode());
    }
    if (path.equals(List.of("jobs"))) {
      return jobs(given);
    }
    if (!path.get(0).equals("runs")) {
      throw notFound();
    }
    List<String> rest = path.subList(1, path.size());
    if (rest.isEmpty()) {
      Comparator<PaddlesRun> byPosted = Comparator.comparing(PaddlesRun::posted);
      return list(page(sorted(run -> true, byPosted.reversed()), given, COUNT), given);
    }
    if (rest.equals(List.of("queued"))) {
      Predicate<PaddlesRun> queued =
          run -> run.jobs().values().stream().anyMatch(job -> job.status().equals("queued"));
      return list(sorted(queued, newestScheduled()), given);
    }
    if (rest.get(0).equals("date") && rest.size() == 5) {
      return list(between(day(rest.get(2)), day(rest.get(4))), given);
    }
    return KEYS.contains(rest.get(0)) ? found(rest, given) : one(rest, given);
  }

  private Answer found(List<String> rest, Map<String, String> given) {
    if (rest.size() == 1) {
      return index(rest.get(0));
    }
    Predicate<PaddlesRun> wanted = run -> true;
    for (int i = 0; i + 1 < rest.size(); i += 2) {
      String key = rest.get(i).equals("flavors") ? "flavor" : rest.get(i);
      String value = rest.get(i + 1);
      if (!KEYS.contains(rest.get(i)) && !key.equals("flavor")) {
        throw notFound();
      }
      if (key.equals("date")) {
        day(value);
      }
      wanted =
          wanted.and(
              run ->
                  key.equals("sha1")
                      ? run.value(key).startsWith(value)
                      : run.value(key).equals(value));
    }
    if (given.containsKey("since")) {
      String since = day(given.getOrDefault("since", "")).toString();
      wanted = wanted.and(run -> run.scheduled().compareTo(since) >= 0);
    }
    return list(page(sorted(wanted, newestScheduled()), given, COUNT), given);
  }

  private static Comparator<PaddlesRun> newestScheduled() {
    return Comparator.comparing(PaddlesRun::scheduled).reversed();
  }

  private Answer index(String key) {
    TreeSet<String> values = new TreeSet<>();
    runs.values().forEach(run -> values.add(run.value(key.equals("flavors") ? "flavor" : key)));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(list::add);
    return json(200, list);
  }

  private List<PaddlesRun> between(LocalDate from, LocalDate to) {
    return sorted(
        run -> {
          LocalDate day = LocalDate.parse(run.scheduled().substring(0, 10));
          return !day.isBefore(from) && !day.isAfter(to);
        },
        Comparator.comparing(PaddlesRun::scheduled));
  }

  private Answer one(List<String> rest, Map<String, String> given) {
    PaddlesRun run = runs.get(rest.get(0));
    if (run == null) {
      throw notFound();
    }
    if (rest.size() == 1) {
      ObjectNode row = run.row(address);
      ArrayNode jobs = row.putArray("jobs");
      run.jobs().values().forEach(job -> jobs.add(job.all()));
      return json(200, row);
    }
    if (!rest.get(1).equals("jobs")) {
      throw notFound();
    }
    if (rest.size() == 2) {
      return jobsOf(run, given);
    }
    PaddlesJob job = run.jobs().get(rest.get(2));
    if (job == null) {
      throw notFound();
    }
    return json(200, job.all());
  }

  private static Answer jobsOf(PaddlesRun run, Map<String, String> given) {
    List<PaddlesJob> jobs =
        run.newestJobsFirst().stream()
            .filter(job -> given.getOrDefault("status", job.status()).equals(job.status()))
            .toList();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Set<String> fields = fields(given, PaddlesJob.FIELDS);
    jobs.forEach(job -> list.add(job.only(fields)));
    return json(200, list);
  }

  private Answer jobs(Map<String, String> given) {
    List<PaddlesJob> found = new ArrayList<>();
    for (PaddlesRun run : runs.values()) {
      run.jobs().values().stream().filter(job -> matches(job, given)).forEach(found::add);
    }
    found.sort(Comparator.comparing((PaddlesJob job) -> job.text("posted")).reversed());
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    page(found, given, COUNT_OF_JOBS).forEach(job -> list.add(job.all()));
    return json(200, list);
  }

  private static boolean matches(PaddlesJob job, Map<String, String> given) {
    String place = given.containsKey("sha1") ? "sha1" : "branch";
    return job.text("description").contains(given.getOrDefault("description", ""))
        && Stream.of("status", "user", place)
            .allMatch(key -> given.getOrDefault(key, job.text(key)).equals(job.text(key)));
  }

  private List<PaddlesRun> sorted(Predicate<PaddlesRun> wanted, Comparator<PaddlesRun> order) {
    return runs.values().stream().filter(wanted).sorted(order).toList();
  }

  private Answer list(List<PaddlesRun> found, Map<String, String> given) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    List<String> known = new ArrayList<>();
    new PaddlesRun("x", "").row("").fieldNames().forEachRemaining(known::add);
    Set<String> fields = fields(given, known);
    found.forEach(run -> list.add(only(fields, run.row(address))));
    return json(200, list);
  }

  private static Set<String> fields(Map<String, String> given, List<String> known) {
    if (!given.containsKey("fields")) {
      return new LinkedHashSet<>(known);
    }
    Set<String> fields =
        new LinkedHashSet<>(List.of(given.getOrDefault("fields", "").split(",", -1)));
    if (!known.containsAll(fields)) {
      throw message(400, "an invalid field was specified");
    }
    return fields;
  }

  private static ObjectNode only(Set<String> fields, ObjectNode row) {
    return row.retain(fields);
  }

  private static <T> List<T> page(List<T> all, Map<String, String> given, int standard) {
    try {
      int count = Integer.parseInt(given.getOrDefault("count", String.valueOf(standard)));
      int page = Integer.parseInt(given.getOrDefault("page", "1"));
      int from = Math.min(all.size(), (page - 1) * count);
      return all.subList(from, Math.min(all.size(), from + count));
    } catch (IllegalArgumentException notNumbers) {
      throw new ApiError(broken());
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException bad) {
      // The server formats its own format; this is what comes out.
      throw message(400, "date format must match %Y-%m-\r");
    }
  }

  private Answer write(Request request, List<String> path) {
    boolean jobs = path.size() >= 3 && path.get(2).equals("jobs");
    if (request.method().equals("DELETE")) {
      return delete(path);
    }
    JsonNode body = body(request);
    if (request.method().equals("PUT") && jobs && path.size() == 4) {
      return update(path.get(1), path.get(3), body);
    }
    if (request.method().equals("POST") && path.equals(List.of("runs"))) {
      if (!body.hasNonNull("name")) {
        throw message(400, "could not find required key: 'name'");
      }
      addRun(body.path("name").asText());
      return json(200, JsonNodeFactory.instance.objectNode());
    }
    if (request.method().equals("POST") && jobs && path.size() == 3) {
      return json(
          200, JsonNodeFactory.instance.objectNode().put("job_id", addJob(path.get(1), body)));
    }
    throw notFound();
  }

  private static JsonNode body(Request request) {
    try {
      return MAPPER.readTree(request.body());
    } catch (JsonProcessingException e) {
      throw message(400, "could not decode JSON body");
    }
  }

  synchronized void addRun(String name) {
    if (runs.putIfAbsent(name, new PaddlesRun(name, now())) != null) {
      throw message(400, "run with name " + name + " already exists");
    }
  }

  synchronized String addJob(String run, JsonNode given) {
    PaddlesRun holder = runs.computeIfAbsent(run, name -> new PaddlesRun(name, now()));
    String id = given.path("job_id").asText("");
    if (id.isEmpty()) {
      throw message(400, "could not find required key: 'job_id'");
    }
    if (holder.jobs().containsKey(id)) {
      throw message(400, "job with job_id " + id + " already exists");
    }
    holder.add(new PaddlesJob(run, given, now()));
    return id;
  }

  synchronized Answer update(String run, String id, JsonNode given) {
    PaddlesRun holder = runs.get(run);
    PaddlesJob job = holder == null ? null : holder.jobs().get(id);
    if (holder == null || job == null) {
      throw message(404, "attempted to update a non-existent job");
    }
    holder.update(job, given, now());
    return json(200, JsonNodeFactory.instance.objectNode());
  }

  private Answer delete(List<String> path) {
    PaddlesRun run = path.size() >= 2 ? runs.get(path.get(1)) : null;
    if (run == null) {
      throw message(404, "attempted to delete a non-existent run");
    }
    if (path.size() == 4) {
      if (run.jobs().remove(path.get(3)) == null) {
        throw message(404, "attempted to delete a non-existent job");
      }
    } else {
      runs.remove(run.name());
    }
    return json(200, JsonNodeFactory.instance.objectNode());
  }

  synchronized <T> T look(Function<Map<String, PaddlesRun>, T> question) {
    return question.apply(Collections.unmodifiableMap(runs));
  }

  private String now() {
    return TIME.format(clock.instant());
  }

  /** What the framework answers when the application failed. */
  static Answer broken() {
    return Answer.of(
        500,
        "text/html",
        """
        <html>
          <head>
            <title>Internal Server Error</title>
          </head>
          <body>
            <h1><p>Internal Server Error</p></h1>
           \s
          </body>
        </html>
        """);
  }

  private static ApiError notFound() {
    return new ApiError(
        open(
            Answer.of(
                404,
                "text/plain; charset=UTF-8",
                "404 Not Found\n\nThe resource could not be found.\n\n   ")));
  }

  private static ApiError message(int status, String text) {
    return new ApiError(json(status, JsonNodeFactory.instance.objectNode().put("message", text)));
  }

  private static Answer json(int status, JsonNode document) {
    return open(Answer.json(status, document.toString()));
  }

  private static Answer open(Answer answer) {
    return answer.withHeader("Access-Control-Allow-Origin", "*");
  }
}
