package dev.promoter.remote.jenkins;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.JsonBody;
import dev.promoter.remote.http.JsonFields;
import dev.promoter.remote.http.WebAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One Jenkins server. A build is never ordered twice: before an order the queue and the builds of
 * the job are searched for one with the same identity, whatever became of it, and an order is sent
 * once. Every method throws {@link RemoteException} when the answer did not come or cannot be
 * trusted.
 */
public final class JenkinsClient {
  static final String SYSTEM = "Jenkins";

  private static final int SEARCHED = 200;
  private static final String PARAMETERS = "actions[parameters[name,value]]";
  private static final String BUILD = "building,result,number,url,timestamp," + PARAMETERS;
  private static final Pattern ITEM = Pattern.compile(".*/queue/item/([0-9]{1,18})/?");

  private final WebAddress base;
  private final Http http;
  private final Credentials credentials;

  /**
   * A server.
   *
   * @param base {@code jenkins_url}
   * @param http the connections; in a dry run such that cannot write
   * @param access who asks
   */
  public JenkinsClient(WebAddress base, Http http, Access access) {
    this.base = base;
    this.http = http;
    this.credentials = access.credentials(base);
  }

  /**
   * How a build stands that may have been ordered before, by this program or by anybody: one that
   * runs or has ended, else one that waits.
   */
  public BuildState find(BuildOrder order) {
    // First the queue: what leaves it meanwhile is among the builds.
    return inQueue(order).orElseGet(() -> among(order, job(order)));
  }

  private BuildState among(BuildOrder order, JsonFields job) {
    return job.objects("builds").stream()
        .filter(build -> order.identifies(parameters(build)))
        .max(Comparator.comparing(build -> build.number("number").orElse(0L)))
        .map(build -> state(order, build))
        .orElseGet(BuildState.Absent::new);
  }

  /**
   * Orders the build unless there is one already.
   *
   * @return how it stands; never {@link BuildState.Absent}
   * @throws RemoteException also when the job cannot build this: then nothing was ordered. A fault
   *     without a status leaves it in doubt; look with {@link #find} before anything else
   */
  public BuildState order(BuildOrder order) {
    Optional<BuildState> queued = inQueue(order);
    if (queued.isPresent()) {
      return queued.get();
    }
    JsonFields job = job(order);
    BuildState there = among(order, job);
    if (!(there instanceof BuildState.Absent)) {
      return there;
    }
    requireBuildable(order, job);
    return trigger(order);
  }

  private BuildState trigger(BuildOrder order) {
    Map<String, String> crumb =
        Crumb.headers(http, get("get a crumb", "/crumbIssuer/api/json", Map.of(), Map.of()));
    Call call =
        Call.form(
                SYSTEM,
                "trigger " + order.job(),
                base.at(path(order.job()) + "/buildWithParameters"),
                order.parameters())
            .with(crumb)
            .as(credentials)
            .below("jenkins_url", base.toString())
            .advising(refusals(order));
    Answer answer = http.exchange(call);
    boolean taken = answer.successful() || answer.status() == 302 || answer.status() == 303;
    if (!taken) {
      throw Http.fault(call, answer);
    }
    String location = answer.header("Location").orElse("");
    if (location.contains("/login") || location.contains("/securityRealm")) {
      throw call.fault(
          "Jenkins asks to log in; check JENKINS_USER and JENKINS_API_TOKEN", 401, false);
    }
    Matcher item = ITEM.matcher(location);
    if (item.matches()) {
      return new BuildState.Queued(Long.parseLong(item.group(1)), "");
    }
    BuildState found = find(order);
    return found instanceof BuildState.Absent ? new BuildState.Queued(0, "") : found;
  }

  private static Map<Integer, String> refusals(BuildOrder order) {
    return Map.of(
        400, "the job takes no parameters, or does not allow one of the values",
        403, "the user lacks the right to build, or no valid crumb was sent",
        404,
            "there is no job %s, or the user may not see it; was it renamed? Then set build_job_name"
                .formatted(order.job()),
        405, "the job cannot be built with parameters",
        409, "the job is disabled");
  }

  /** Unknown parameters are dropped without a word, so they are looked for before the order. */
  private static void requireBuildable(BuildOrder order, JsonFields job) {
    Set<String> known =
        job.objects("property").stream()
            .flatMap(property -> property.objects("parameterDefinitions").stream())
            .map(definition -> definition.remark("name"))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> unknown =
        order.parameters().keySet().stream()
            .filter(name -> !known.contains(name))
            .sorted()
            .toList();
    if (!known.isEmpty() && !unknown.isEmpty()) {
      throw job.fault(
          "job %s has no parameter %s and would drop it; it has: %s; say in [build_parameters %s] what it is to be given"
              .formatted(
                  order.job(),
                  String.join(", nor ", unknown),
                  String.join(", ", known),
                  order.job()));
    }
    if (job.has("buildable") && !job.isTrue("buildable")) {
      throw job.fault("job " + order.job() + " is disabled");
    }
  }

  /** Makes sure that the job is there and takes these parameters; orders nothing. */
  public void requireBuildable(BuildOrder order) {
    requireBuildable(order, job(order));
  }

  /**
   * How an order in the queue stands; when it has left the queue long ago, how its build stands.
   *
   * @param item its number; 0 when it is not known
   */
  public BuildState follow(BuildOrder order, long item) {
    if (item == 0) {
      return find(order);
    }
    Call call =
        get("read queue item " + item, "/queue/item/" + item + "/api/json", Map.of(), Map.of());
    Answer answer = http.exchange(call);
    if (answer.status() == 404) {
      return find(order); // forgotten some minutes after it left the queue
    }
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
    JsonFields queued = JsonBody.object(call, answer);
    if (queued.isTrue("cancelled")) {
      return new BuildState.Cancelled(item);
    }
    Optional<Long> number =
        queued.objectOrNone("executable").flatMap(executable -> executable.number("number"));
    return number.isPresent()
        ? build(order, number.get())
        : new BuildState.Queued(item, queued.remark("why"));
  }

  /** How a build stands, by its number. */
  public BuildState build(BuildOrder order, long number) {
    Call call =
        get(
            "read build %d of %s".formatted(number, order.job()),
            path(order.job()) + "/" + number + "/api/json",
            Map.of("tree", BUILD),
            Map.of(404, "the build was deleted, or the job renamed"));
    return state(order, JsonBody.object(call, http.send(call)));
  }

  private BuildState state(BuildOrder order, JsonFields build) {
    long number = build.number("number").orElseThrow(() -> build.unusable("number", "a number"));
    Map<String, String> given = parameters(build);
    List<String> dropped =
        order.parameters().keySet().stream()
            .filter(name -> !given.containsKey(name))
            .sorted()
            .toList();
    if (!order.identifies(given)) {
      throw build.fault(
          "build %d of %s was not built with %s: it says %s"
              .formatted(number, order.job(), wanted(order), described(order, given)));
    }
    String url = build.remark("url");
    String page = url.isEmpty() ? base.at(path(order.job()) + "/" + number + "/").toString() : url;
    boolean ended = !build.isTrue("building") && build.has("result");
    Instant begun = build.number("timestamp").map(Instant::ofEpochMilli).orElse(Instant.EPOCH);
    return ended
        ? new BuildState.Finished(number, page, begun, build.remark("result"), dropped)
        : new BuildState.Running(number, page, begun, dropped);
  }

  private static String wanted(BuildOrder order) {
    return described(order, order.parameters());
  }

  private static String described(BuildOrder order, Map<String, String> parameters) {
    return order.identity().stream()
        .map(name -> name + "=" + parameters.getOrDefault(name, "nothing: the job dropped it"))
        .collect(Collectors.joining(", "));
  }

  private Optional<BuildState> inQueue(BuildOrder order) {
    Call call =
        get(
            "read the queue",
            "/queue/api/json",
            Map.of("tree", "items[id,why,cancelled,task[name,url]," + PARAMETERS + "]"),
            Map.of());
    return JsonBody.object(call, http.send(call)).objects("items").stream()
        .filter(item -> !item.isTrue("cancelled") && isOf(order, item))
        .filter(item -> order.identifies(parameters(item)))
        .map(item -> (BuildState) queued(item))
        .findFirst();
  }

  private static BuildState.Queued queued(JsonFields item) {
    return new BuildState.Queued(item.number("id").orElse(0L), item.remark("why"));
  }

  /** The address of a task may begin with another name of the server. */
  private static boolean isOf(BuildOrder order, JsonFields item) {
    return item.objectOrNone("task")
        .map(
            task ->
                task.remark("url").isEmpty()
                    ? task.remark("name").equals(lastPart(order.job()))
                    : URI.create(task.remark("url")).getRawPath().endsWith(path(order.job()) + "/"))
        .orElse(false);
  }

  private static String lastPart(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  private JsonFields job(BuildOrder order) {
    String tree =
        "buildable,builds[%s]{0,%d},property[parameterDefinitions[name]]"
            .formatted(BUILD, SEARCHED);
    Call call =
        get(
            "look for a build of " + order.job() + " with " + wanted(order),
            path(order.job()) + "/api/json",
            Map.of("tree", tree),
            refusals(order));
    return JsonBody.object(call, http.send(call));
  }

  private static Map<String, String> parameters(JsonFields build) {
    Map<String, String> parameters = new HashMap<>();
    build.objects("actions").stream()
        .flatMap(action -> action.objects("parameters").stream())
        .forEach(parameter -> parameters.put(parameter.remark("name"), parameter.remark("value")));
    return parameters;
  }

  private Call get(
      String action, String path, Map<String, String> query, Map<Integer, String> advice) {
    Map<Integer, String> all =
        new HashMap<>(
            Map.of(
                401, "check JENKINS_USER and JENKINS_API_TOKEN",
                403, "the user lacks the right to read this; check JENKINS_USER and its rights"));
    all.putAll(advice);
    return Call.get(SYSTEM, action, base.at(path, query))
        .as(credentials)
        .below("jenkins_url", base.toString())
        .advising(all);
  }

  /** {@code /job/A/job/B} for a job B in a folder A. */
  private static String path(String job) {
    return Arrays.stream(job.split("/", -1))
        .flatMap(part -> part.isBlank() ? Stream.empty() : Stream.of(part.strip()))
        .map(part -> "/job/" + WebAddress.segment(part))
        .collect(Collectors.joining());
  }
}
