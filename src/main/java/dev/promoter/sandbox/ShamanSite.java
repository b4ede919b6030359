package dev.promoter.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Answers as a Shaman server does (contract ceph.md section 4). */
final class ShamanSite {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Map<String, String> VERSIONS =
      Map.of("jammy", "22.04", "focal", "20.04", "bionic", "18.04");
  private static final Set<String> SEARCHED =
      Set.of("project", "ref", "sha1", "flavor", "status", "distros");

  private final InstantSource clock;
  private final String user;
  private final String key;

  /** Newest first. */
  private final List<ObjectNode> repositories = new ArrayList<>();

  /** Newest first. */
  private final List<ObjectNode> builds = new ArrayList<>();

  private final Set<String> projects = new TreeSet<>();
  private String address = "";

  ShamanSite(InstantSource clock, String user, String key) {
    this.clock = clock;
    this.user = user;
    this.key = key;
  }

  void at(String base) {
    address = base;
  }

  synchronized Answer answer(Request request) {
    if (!request.path().endsWith("/")) {
      String query = request.query().isEmpty() ? "" : "?" + request.query();
      return moved(address + request.path() + "/" + query);
    }
    List<String> path = Paths.segments(request.path());
    if (path.equals(List.of("_health"))) {
      return Answer.empty(204);
    }
    if (path.isEmpty() || !path.get(0).equals("api")) {
      throw text(404, "Not Found", "The resource could not be found.");
    }
    if (request.writes()) {
      return write(request, path);
    }
    return read(path.subList(1, path.size()), Paths.parameters(request.query()));
  }

  private Answer read(List<String> path, Map<String, String> given) {
    if (path.isEmpty()) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      projects.forEach(root.putArray("repos")::add);
      return json(root);
    }
    if (path.equals(List.of("search"))) {
      return search(given);
    }
    if (path.size() >= 2 && !projects.contains(path.get(1))) {
      throw text(404, "Not Found", "The resource could not be found.");
    }
    List<String> rest = path.subList(Math.min(2, path.size()), path.size());
    return path.get(0).equals("builds") ? buildsOf(rest) : repositoriesOf(rest);
  }

  private Answer buildsOf(List<String> rest) {
    List<String> keys = List.of("ref", "sha1");
    List<ObjectNode> found = matching(builds, keys, rest);
    return rest.size() < keys.size() ? names(found, keys.get(rest.size())) : list(found);
  }

  private Answer repositoriesOf(List<String> rest) {
    if (rest.size() < 4) {
      List<String> keys = List.of("ref", "sha1", "distro");
      List<ObjectNode> found = matching(repositories, keys, rest);
      return rest.size() == 3 ? versions(found) : names(found, keys.get(rest.size()));
    }
    boolean flavors = rest.size() > 4 && rest.get(4).equals("flavors");
    List<String> head = rest.subList(0, 3);
    Predicate<ObjectNode> version = row -> isVersion(row, rest.get(3));
    if (flavors && rest.size() == 5) {
      List<ObjectNode> found =
          matching(repositories, List.of("ref", "sha1", "distro"), head).stream()
              .filter(version)
              .toList();
      ArrayNode names = JsonNodeFactory.instance.arrayNode();
      List<String> seen = new ArrayList<>();
      for (int i = found.size() - 1; i >= 0; i--) {
        String flavor = found.get(i).path("flavor").asText();
        if (!seen.contains(flavor)) {
          seen.add(flavor);
          names.add(flavor);
        }
      }
      return json(names);
    }
    String flavor = flavors ? rest.get(5) : "default";
    Predicate<ObjectNode> wanted = version.and(row -> row.path("flavor").asText().equals(flavor));
    return rest.get(rest.size() - 1).equals("repo") ? file(head, wanted) : selected(head, wanted);
  }

  private Answer selected(List<String> head, Predicate<ObjectNode> wanted) {
    if (!head.get(1).equals("latest")) {
      return list(
          matching(repositories, List.of("ref", "sha1", "distro"), head).stream()
              .filter(wanted)
              .toList());
    }
    ObjectNode newest = newestReady(head, wanted).orElseThrow(() -> notReady(head.get(0)));
    return list(
        repositories.stream()
            .filter(wanted)
            .filter(row -> row.path("sha1").equals(newest.path("sha1")))
            .filter(row -> row.path("ref").equals(newest.path("ref")))
            .filter(row -> row.path("distro").equals(newest.path("distro")))
            .toList());
  }

  private Optional<ObjectNode> newestReady(List<String> head, Predicate<ObjectNode> wanted) {
    return repositories.stream()
        .filter(row -> row.path("ref").asText().equals(head.get(0)))
        .filter(row -> row.path("distro").asText().equals(head.get(2)))
        .filter(
            row -> head.get(1).equals("latest") || row.path("sha1").asText().equals(head.get(1)))
        .filter(row -> row.path("status").asText().equals("ready"))
        .filter(wanted)
        .findFirst();
  }

  private Answer file(List<String> head, Predicate<ObjectNode> wanted) {
    ObjectNode ready = newestReady(head, wanted).orElseThrow(() -> notReady(head.get(0)));
    return moved(ready.path("chacra_url").asText() + "repo");
  }

  private static ApiError notReady(String ref) {
    return text(
        504,
        "Gateway Timeout",
        "The gateway has timed out.",
        "no repository is ready for: ceph/" + ref + "  ");
  }

  private Answer search(Map<String, String> given) {
    if (!SEARCHED.containsAll(given.keySet())) {
      throw malformed("  ");
    }
    Predicate<ObjectNode> wanted = row -> true;
    for (String name : List.of("project", "ref", "flavor", "status")) {
      String value = given.getOrDefault(name, "");
      wanted = wanted.and(row -> value.isEmpty() || row.path(name).asText().equals(value));
    }
    List<String[]> distros = distros(given.getOrDefault("distros", ""));
    wanted = wanted.and(row -> distros.isEmpty() || isOneOf(row, distros));
    String sha1 = given.getOrDefault("sha1", "");
    List<ObjectNode> found = repositories.stream().filter(wanted).toList();
    String chosen = sha1.equals("latest") ? common(found, distros) : sha1;
    return list(
        found.stream()
            .filter(row -> sha1.isEmpty() || row.path("sha1").asText().equals(chosen))
            .toList());
  }

  private static List<String[]> distros(String text) {
    List<String[]> distros = new ArrayList<>();
    for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] parts = one.split("/", -1);
      if (parts.length < 2) {
        throw malformed("Invalid version or codename for distro: " + one + "  ");
      }
      distros.add(parts);
    }
    return distros;
  }

  private static boolean isOneOf(ObjectNode row, List<String[]> distros) {
    return distros.stream().anyMatch(parts -> isFor(row, parts));
  }

  private static boolean isFor(ObjectNode row, String[] parts) {
    boolean arch = parts.length < 3;
    for (JsonNode known : row.path("archs")) {
      arch |= known.asText().equals(parts[parts.length - 1]);
    }
    return arch && row.path("distro").asText().equals(parts[0]) && isVersion(row, parts[1]);
  }

  /** The newest commit that is there for all of them. */
  private static String common(List<ObjectNode> found, List<String[]> distros) {
    return found.stream()
        .map(row -> row.path("sha1").asText())
        .filter(
            sha1 ->
                distros.stream()
                    .allMatch(
                        parts ->
                            found.stream()
                                .anyMatch(
                                    row ->
                                        row.path("sha1").asText().equals(sha1)
                                            && isFor(row, parts))))
        .findFirst()
        .orElse("none");
  }

  private static boolean isVersion(ObjectNode row, String version) {
    return row.path("distro_version").asText().equals(version)
        || row.path("distro_codename").asText().equals(version);
  }

  private static List<ObjectNode> matching(
      List<ObjectNode> rows, List<String> keys, List<String> values) {
    return rows.stream()
        .filter(
            row -> {
              boolean same = true;
              for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
                same &= row.path(keys.get(i)).asText().equals(values.get(i));
              }
              return same;
            })
        .toList();
  }

  private static Answer names(List<ObjectNode> rows, String key) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    rows.stream().map(row -> row.path(key).asText()).distinct().forEach(names::add);
    return key.equals("distro") ? json(sorted(names)) : json(names);
  }

  private static ArrayNode sorted(ArrayNode names) {
    TreeSet<String> all = new TreeSet<>();
    names.forEach(name -> all.add(name.asText()));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    all.forEach(list::add);
    return list;
  }

  private static Answer versions(List<ObjectNode> rows) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    rows.stream()
        .map(
            row ->
                row.path("distro_codename").isNull()
                    ? row.path("distro_version").asText()
                    : row.path("distro_codename").asText())
        .distinct()
        .forEach(names::add);
    return json(names);
  }

  private Answer write(Request request, List<String> path) {
    if (!new Credentials(user, key).match(request)) {
      throw text(
          401,
          "Unauthorized",
          "This server could not verify that you are authorized to access the document you"
              + " requested. Either you supplied the wrong credentials (e.g., bad password), or"
              + " your browser does not understand how to supply the credentials required.");
    }
    if (path.size() != 3) {
      throw text(404, "Not Found", "The resource could not be found.");
    }
    try {
      post(path.get(1), path.get(2), MAPPER.readTree(request.body()));
    } catch (JsonProcessingException e) {
      throw malformed("  ");
    }
    return json(JsonNodeFactory.instance.objectNode());
  }

  /** Takes over a repository or build as its builder reports it. */
  synchronized void post(String kind, String project, JsonNode given) {
    projects.add(project);
    if (kind.equals("repos")) {
      postRepository(project, given);
    } else {
      postBuild(project, given);
    }
  }

  private void postRepository(String project, JsonNode given) {
    String identity = given.path("chacra_url").asText();
    repositories.removeIf(row -> row.path("chacra_url").asText().equals(identity));
    if (given.path("status").asText().equals("deleted")) {
      return;
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    copy(given, row, "url", "chacra_url", "ref", "sha1", "distro");
    putVersion(given, row);
    row.put("modified", now());
    copy(given, row, "status", "flavor");
    row.put("project", project);
    copy(given, row, "archs", "extra");
    repositories.add(0, row);
  }

  private void postBuild(String project, JsonNode given) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    copy(given, row, "url", "log_url", "ref", "sha1", "flavor", "status", "extra");
    row.put("modified", now());
    row.putNull("started");
    row.putNull("completed");
    row.put("project", project);
    copy(given, row, "distro", "distro_arch");
    putVersion(given, row);
    int old = -1;
    for (int i = builds.size() - 1; i >= 0; i--) {
      if (continues(builds.get(i), row)) {
        old = i;
      }
    }
    if (old >= 0) {
      row.set("started", builds.get(old).path("started"));
    }
    String status = given.path("status").asText();
    if (!status.equals("queued") && row.path("started").isNull()) {
      row.put("started", now());
    }
    if (status.equals("completed")) {
      row.put("completed", now());
    }
    if (old >= 0) {
      builds.set(old, row);
    } else {
      builds.add(0, row);
    }
  }

  /** The same Jenkins build, or one that was queued until now. */
  private static boolean continues(ObjectNode old, ObjectNode now) {
    boolean place =
        List.of("ref", "sha1", "flavor", "distro", "distro_version", "distro_arch").stream()
            .allMatch(field -> old.path(field).equals(now.path(field)));
    return place
        && (old.path("url").equals(now.path("url"))
            || old.path("status").asText().equals("queued"));
  }

  private static void copy(JsonNode from, ObjectNode to, String... fields) {
    for (String field : fields) {
      to.set(field, from.path(field).deepCopy());
    }
  }

  private static void putVersion(JsonNode given, ObjectNode row) {
    String said = given.path("distro_version").asText();
    boolean named = said.matches("[a-z]+");
    if (!named) {
      row.put("distro_version", said);
      row.putNull("distro_codename");
      VERSIONS.forEach(
          (codename, version) -> {
            if (version.equals(said)) {
              row.put("distro_codename", codename);
            }
          });
      return;
    }
    row.put("distro_codename", said);
    row.put("distro_version", VERSIONS.get(said));
  }

  private String now() {
    return TIME.format(clock.instant());
  }

  private static ApiError malformed(String detail) {
    return text(
        400,
        "Bad Request",
        "The server could not comply with the request since it is either malformed or otherwise"
            + " incorrect.",
        detail);
  }

  private static ApiError text(int status, String title, String explanation) {
    return text(status, title, explanation, "  ");
  }

  private static ApiError text(int status, String title, String explanation, String detail) {
    String body = "%d %s\n\n%s\n\n %s".formatted(status, title, explanation, detail);
    return new ApiError(Answer.of(status, "text/plain; charset=UTF-8", body));
  }

  private static Answer moved(String to) {
    return Answer.of(
            302,
            "text/plain; charset=UTF-8",
            "302 Found\n\nThe resource was found at "
                + to
                + "; you should be redirected automatically.  ")
        .withHeader("Location", to);
  }

  private static Answer list(List<ObjectNode> rows) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    rows.forEach(list::add);
    return json(list);
  }

  private static Answer json(JsonNode document) {
    return Answer.json(200, document.toString());
  }
}
