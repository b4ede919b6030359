package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers as a Jenkins server does (contract ceph.md section 5). */
final class JenkinsSite {
  private static final Pattern JOB = Pattern.compile("((?:/job/[^/]+)+)(/.*)?");
  private static final String FIELD = "Jenkins-Crumb";

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<Long, Item> queue = new LinkedHashMap<>();
  private final Set<String> sessions = new HashSet<>();
  private String address = "";
  private boolean crumbs = true;
  private long items;

  /** One job. */
  private static final class Job {
    private final List<String> parameters;
    private final List<Build> builds = new ArrayList<>();
    private boolean disabled;

    Job(List<String> parameters) {
      this.parameters = parameters;
    }
  }

  /** One order. */
  private static final class Item {
    private final String job;
    private final Map<String, String> parameters;
    private boolean cancelled;
    private long build;

    Item(String job, Map<String, String> parameters) {
      this.job = job;
      this.parameters = parameters;
    }

    boolean waits() {
      return build == 0 && !cancelled;
    }
  }

  /** One build; without a result it runs. */
  private static final class Build {
    private final Map<String, String> parameters;
    private String result = "";

    Build(Map<String, String> parameters) {
      this.parameters = parameters;
    }
  }

  void at(String base) {
    address = base;
  }

  synchronized Answer answer(Request request) {
    boolean token = new Credentials(JenkinsServer.USER, JenkinsServer.TOKEN).match(request);
    boolean password = new Credentials(JenkinsServer.USER, JenkinsServer.PASSWORD).match(request);
    if (!token && !password) {
      return Answer.html(401, "<h1>Unauthorized</h1>");
    }
    if (request.path().equals("/crumbIssuer/api/json")) {
      return crumb();
    }
    if (request.writes() && crumbs && !token && !hasCrumb(request)) {
      return Answer.html(403, "<h1>No valid crumb was included in the request</h1>");
    }
    if (request.path().startsWith("/queue/")) {
      return queue(request.path());
    }
    Matcher path = JOB.matcher(request.path());
    if (!path.matches()) {
      throw missing();
    }
    String name = String.join("/", Paths.segments(path.group(1).replace("/job/", "/")));
    Job job = jobs.get(name);
    if (job == null) {
      throw missing();
    }
    String rest = path.group(2) == null ? "" : path.group(2);
    if (request.writes()) {
      return order(name, job, rest, request);
    }
    return rest.equals("/api/json") ? json(200, describe(name, job)) : build(name, job, rest);
  }

  private Answer crumb() {
    if (!crumbs) {
      throw missing();
    }
    String session = "session" + sessions.size();
    sessions.add(session);
    ObjectNode crumb = JsonNodeFactory.instance.objectNode();
    crumb.put("crumb", "crumb-of-" + session).put("crumbRequestField", FIELD);
    return json(200, crumb)
        .withHeader("Set-Cookie", "JSESSIONID.abc=" + session + "; Path=/; HttpOnly");
  }

  private boolean hasCrumb(Request request) {
    return sessions.stream()
        .anyMatch(
            session ->
                request.header(FIELD).equals("crumb-of-" + session)
                    && request.header("Cookie").contains("JSESSIONID.abc=" + session));
  }

  private Answer order(String name, Job job, String rest, Request request) {
    if (!rest.equals("/buildWithParameters")) {
      throw missing();
    }
    if (job.disabled) {
      return Answer.html(409, "<h1>" + name + " is not buildable</h1>");
    }
    if (job.parameters.isEmpty()) {
      return Answer.html(400, "<h1>" + name + " is not parameterized</h1>");
    }
    Map<String, String> given = Paths.parameters(request.body());
    given.keySet().retainAll(job.parameters);
    for (Map.Entry<Long, Item> item : queue.entrySet()) {
      Item waiting = item.getValue();
      if (waiting.waits() && waiting.job.equals(name) && waiting.parameters.equals(given)) {
        return accepted(item.getKey());
      }
    }
    items++;
    queue.put(items, new Item(name, given));
    return accepted(items);
  }

  private Answer accepted(long item) {
    return Answer.empty(201).withHeader("Location", address + "/queue/item/" + item + "/");
  }

  private Answer queue(String path) {
    if (path.equals("/queue/api/json")) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      ArrayNode list = document.putArray("items");
      queue.forEach(
          (number, item) -> {
            if (item.waits()) {
              list.add(describe(number, item));
            }
          });
      return json(200, document);
    }
    Matcher number = Pattern.compile("/queue/item/(\\d+)/api/json").matcher(path);
    Item item = number.matches() ? queue.get(Long.parseLong(number.group(1))) : null;
    if (item == null) {
      throw missing();
    }
    return json(200, describe(Long.parseLong(number.group(1)), item));
  }

  private JsonNode describe(long number, Item item) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", number);
    row.put("cancelled", item.cancelled);
    row.put("why", item.waits() ? "Waiting for next available executor" : null);
    row.putObject("task")
        .put("name", item.job.substring(item.job.lastIndexOf('/') + 1))
        .put("url", address + path(item.job) + "/");
    actions(row, item.parameters);
    if (item.build > 0) {
      row.putObject("executable")
          .put("number", item.build)
          .put("url", address + path(item.job) + "/" + item.build + "/");
    }
    return row;
  }

  private Answer build(String name, Job job, String rest) {
    Matcher number = Pattern.compile("/(\\d{1,9})/api/json").matcher(rest);
    int wanted = number.matches() ? Integer.parseInt(number.group(1)) : 0;
    if (wanted < 1 || wanted > job.builds.size()) {
      throw missing();
    }
    return json(200, describe(name, wanted, job.builds.get(wanted - 1)));
  }

  private ObjectNode describe(String name, Job job) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("buildable", !job.disabled);
    ArrayNode builds = document.putArray("builds");
    for (int i = job.builds.size(); i > 0; i--) {
      builds.add(describe(name, i, job.builds.get(i - 1)));
    }
    ArrayNode definitions =
        document.putArray("property").addObject().putArray("parameterDefinitions");
    job.parameters.forEach(parameter -> definitions.addObject().put("name", parameter));
    return document;
  }

  private ObjectNode describe(String name, int number, Build build) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("number", number);
    row.put("url", address + path(name) + "/" + number + "/");
    row.put("building", build.result.isEmpty());
    row.put("result", build.result.isEmpty() ? null : build.result);
    actions(row, build.parameters);
    return row;
  }

  private static void actions(ObjectNode row, Map<String, String> parameters) {
    ArrayNode actions = row.putArray("actions");
    actions.addObject();
    ArrayNode list = actions.addObject().putArray("parameters");
    parameters.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
  }

  private static String path(String job) {
    return "/job/" + job.replace("/", "/job/");
  }

  private static Answer json(int status, JsonNode document) {
    return Answer.of(status, "application/json;charset=utf-8", document.toString());
  }

  private static ApiError missing() {
    return new ApiError(Answer.html(404, "<h1>Not Found</h1>"));
  }

  private Job known(String job) {
    Job found = jobs.get(job);
    if (found == null) {
      throw new IllegalArgumentException("there is no job " + job);
    }
    return found;
  }

  private Item item(long number) {
    Item found = queue.get(number);
    if (found == null) {
      throw new IllegalArgumentException("there is no queue item " + number);
    }
    return found;
  }

  synchronized void addJob(String job, List<String> parameters) {
    jobs.put(job, new Job(List.copyOf(parameters)));
  }

  synchronized void removeJob(String job) {
    jobs.remove(job);
  }

  synchronized void disable(String job, boolean disabled) {
    known(job).disabled = disabled;
  }

  synchronized void crumbs(boolean on) {
    crumbs = on;
  }

  synchronized long begin(long number) {
    Item item = item(number);
    List<Build> builds = known(item.job).builds;
    builds.add(new Build(item.parameters));
    item.build = builds.size();
    return item.build;
  }

  synchronized void cancel(long number) {
    item(number).cancelled = true;
  }

  synchronized void forget(long number) {
    queue.remove(number);
  }

  synchronized void end(String job, long number, String result) {
    known(job).builds.get((int) number - 1).result = result;
  }

  synchronized List<Long> waiting() {
    return queue.entrySet().stream()
        .filter(item -> item.getValue().waits())
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized List<Map<String, String>> builds(String job) {
    return known(job).builds.stream().map(build -> Map.copyOf(build.parameters)).toList();
  }
}
