package dev.promoter.remote.paddles;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.JsonBody;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The API of one Paddles server (contract ceph.md section 2.1). Every path ends with a slash, every
 * answer is checked before it is believed, and every method throws {@link RemoteException} when the
 * answer did not come or cannot be trusted. Thread-safe.
 */
public final class PaddlesClient {
  static final String SYSTEM = "Paddles";

  private static final int MAX_PAGES = 200;
  private static final String OPTION = "paddles_url";

  /** The names of jobs and what they belong to. */
  private static final String JOB = "job_id,status,success,description,sha1,flavor";

  /** Why jobs failed; dear to the server, so only asked of runs that have failures. */
  private static final String FAILED_JOB = JOB + ",failure_reason,log_href";

  private static final Map<Integer, String> ADVICE =
      Map.of(
          400, "does the server speak another version of the API?",
          404, "check paddles_url: the path /runs/... is appended to it",
          500, "the server failed over this request; its log says why");

  private final WebAddress base;
  private final Http http;
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * A server.
   *
   * @param base {@code paddles_url}
   * @param http the connections
   */
  public PaddlesClient(WebAddress base, Http http) {
    this.base = base;
    this.http = http;
  }

  /** Makes sure that the server answers as Paddles does. */
  public void requireReachable() {
    Call call = get("look for any run", "/runs/", Map.of("count", "1"));
    JsonBody.list(call, send(call), RunRow::read);
  }

  /** How many requests were sent, repetitions inside the connection not counted. */
  public int requests() {
    return requests.get();
  }

  /**
   * All runs whose first job tests a commit, newest first, with their counts but without jobs.
   *
   * @param sha1 40 hexadecimal digits; fewer would be read as a prefix
   * @param page how many to ask for at a time
   */
  public List<TestRun> runsOfCommit(String sha1, int page) {
    String action = "read the runs of " + sha1;
    return all(action, "/runs/sha1/" + WebAddress.segment(sha1) + "/", page);
  }

  /** The newest runs named after a branch, whatever they test. */
  public List<TestRun> newestOfBranch(String branch, int count) {
    Call call =
        get(
            "read the newest runs of branch " + branch,
            "/runs/branch/" + WebAddress.segment(branch) + "/",
            Map.of("count", String.valueOf(count)));
    return JsonBody.list(call, send(call), RunRow::read);
  }

  private List<TestRun> all(String action, String path, int size) {
    // A run that arrives between two pages moves another to the next page: it is seen twice.
    Map<String, TestRun> runs = new LinkedHashMap<>();
    for (int page = 1; page <= MAX_PAGES; page++) {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("count", String.valueOf(size));
      if (page > 1) {
        parameters.put("page", String.valueOf(page));
      }
      Call call = get(action, path, parameters);
      List<TestRun> rows = JsonBody.list(call, send(call), RunRow::read);
      int before = runs.size();
      rows.forEach(run -> runs.putIfAbsent(run.name(), run));
      if (rows.size() < size || runs.size() == before) {
        return List.copyOf(runs.values());
      }
    }
    throw get(action, path, Map.of())
        .fault("there is no end to them after " + runs.size() + " runs", 200, false);
  }

  /**
   * One run with its counts, by the name that scheduling gave. Its answer holds every job with all
   * fields, so this is for runs that are small or not in a list.
   *
   * @return empty when the server does not know the name
   */
  public Optional<TestRun> run(String name) {
    Call call = get("read run " + name, "/runs/" + WebAddress.segment(name) + "/", Map.of());
    return unlessUnknown(call, answer -> RunRow.read(JsonBody.object(call, answer)));
  }

  /**
   * All jobs of a run.
   *
   * @param failures whether reasons and logs are wanted too
   * @return empty when the server does not know the run
   */
  public Optional<List<TestJob>> jobs(String run, boolean failures) {
    Call call =
        get(
            "read the jobs of run " + run,
            "/runs/" + WebAddress.segment(run) + "/jobs/",
            Map.of("fields", failures ? FAILED_JOB : JOB));
    return unlessUnknown(call, answer -> JsonBody.list(call, answer, RunRow::job));
  }

  private <T> Optional<T> unlessUnknown(Call call, Function<Answer, T> reader) {
    requests.incrementAndGet();
    Answer answer = http.exchange(call);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
    return Optional.of(reader.apply(answer));
  }

  private Answer send(Call call) {
    requests.incrementAndGet();
    return http.send(call);
  }

  private Call get(String action, String path, Map<String, String> parameters) {
    URI uri = base.at(path, parameters);
    return Call.get(SYSTEM, action, uri)
        .following()
        .below(OPTION, base.toString())
        .advising(ADVICE);
  }
}
