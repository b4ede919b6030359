package dev.promoter.sandbox;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stand-in for a DLRN host on the loopback address: several builders, each with its API and its
 * repository tree, answering as recorded (contract dlrn.md sections 2 to 4). It keeps everything in
 * memory and asks nobody.
 */
public final class DlrnServer implements AutoCloseable {
  private final Map<String, DlrnBuilder> builders = new ConcurrentHashMap<>();
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Loopback loopback;

  private DlrnServer(int port, InstantSource clock) {
    this.clock = clock;
    this.loopback = Loopback.start(port, this::answer);
  }

  /**
   * Starts a server without builders that uses the system's clock.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException if the port cannot be listened on
   */
  public static DlrnServer start(int port) {
    return start(port, InstantSource.system());
  }

  /**
   * Starts a server without builders.
   *
   * @param port 0 for any free one
   * @param clock gives the times of rows and votes that come in over HTTP
   * @throws UncheckedIOException if the port cannot be listened on
   */
  public static DlrnServer start(int port, InstantSource clock) {
    return new DlrnServer(port, clock);
  }

  /**
   * Adds a builder.
   *
   * @param apiPath first path segment of its API, for example {@code api-centos9-master-uc}
   * @param repoPath first path segment of its repository tree, for example {@code centos9-master}
   */
  public DlrnBuilder addBuilder(String apiPath, String repoPath) {
    DlrnBuilder builder =
        new DlrnBuilder(address() + "/" + apiPath, address() + "/" + repoPath, clock);
    builders.put(apiPath, builder);
    builders.put(repoPath, builder);
    return builder;
  }

  /**
   * Lays a file beside the builders, as a server of sources would.
   *
   * @param path with a leading slash
   */
  public void publish(String path, String text) {
    files.put(path, text);
  }

  /** The address without a slash at its end, for example {@code http://127.0.0.1:40123}. */
  public String address() {
    return loopback.address();
  }

  /** The port that is listened on. */
  public int port() {
    return loopback.port();
  }

  /** Puts a hook into every request from now on, in place of the one before. */
  public void intercept(Interceptor interceptor) {
    loopback.front().intercept(interceptor);
  }

  /**
   * Makes every request take at least this long from now on; zero for no delay. The thread of the
   * connection waits, and a connection has one request at a time.
   */
  public void latency(Duration latency) {
    loopback.front().latency(latency);
  }

  /** All requests since the start or the last {@link #forgetRequests}, in order of arrival. */
  public List<Request> requests() {
    return loopback.front().log().all();
  }

  /** How many requests {@link #requests} would give. */
  public int requestCount() {
    return loopback.front().log().count();
  }

  /** Empties the list of requests. */
  public void forgetRequests() {
    loopback.front().log().clear();
  }

  /** Stops listening and closes all connections, also those held back; waits for no request. */
  @Override
  public void close() {
    loopback.close();
  }

  /** The present of the server's clock. */
  Instant now() {
    return clock.instant();
  }

  private Answer answer(Request request) {
    String file = files.get(request.path());
    if (file != null) {
      return Answer.of(200, "text/plain; charset=utf-8", file);
    }
    int slash = request.path().indexOf('/', 1);
    String first = request.path().substring(1, slash < 0 ? request.path().length() : slash);
    DlrnBuilder builder = builders.get(first);
    if (builder == null || slash < 0) {
      throw ApiError.page(404);
    }
    return builder.apiUrl().endsWith("/" + first)
        ? builder.answerApi(request, request.path().substring(slash))
        : builder.answerTree(request, request.path().substring(slash + 1));
  }
}
