package dev.promoter.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A stand-in for a Jenkins server on the loopback address (contract ceph.md section 5): jobs with
 * parameters, a queue, builds. Builds begin and end when they are told to.
 */
public final class JenkinsServer implements AutoCloseable {
  /** Who may do everything. */
  public static final String USER = "release";

  /** The API token of {@link #USER}; needs no crumb. */
  public static final String TOKEN = "sandbox-token";

  /** The password of {@link #USER}; needs a crumb of the same session. */
  public static final String PASSWORD = "sandbox-password";

  private final JenkinsSite site = new JenkinsSite();
  private final Loopback loopback;

  private JenkinsServer(int port) {
    this.loopback = Loopback.start(port, site::answer);
    site.at(address());
  }

  /** Starts a server without jobs; 0 for any free port. */
  public static JenkinsServer start(int port) {
    return new JenkinsServer(port);
  }

  /** The address without a slash at its end. */
  public String address() {
    return loopback.address();
  }

  /** Puts a hook into every request from now on. */
  public void intercept(Interceptor interceptor) {
    loopback.front().intercept(interceptor);
  }

  /** All requests since the start or the last {@link #forgetRequests}. */
  public List<Request> requests() {
    return loopback.front().log().all();
  }

  /** Empties the list of requests. */
  public void forgetRequests() {
    loopback.front().log().clear();
  }

  /** Adds a job, with {@code /} between folders, and the parameters that it knows. */
  public void addJob(String job, List<String> parameters) {
    site.addJob(job, parameters);
  }

  /** Takes a job away, or makes it unable to build. */
  public void removeJob(String job) {
    site.removeJob(job);
  }

  /** Makes a job refuse to build, or build again. */
  public void disable(String job, boolean disabled) {
    site.disable(job, disabled);
  }

  /** Switches crumbs off or on. */
  public void crumbs(boolean on) {
    site.crumbs(on);
  }

  /** Lets an item of the queue begin; gives the number of its build. */
  public long begin(long item) {
    return site.begin(item);
  }

  /** Takes an item out of the queue. */
  public void cancel(long item) {
    site.cancel(item);
  }

  /** Forgets an item, as Jenkins does some minutes after it left the queue. */
  public void forget(long item) {
    site.forget(item);
  }

  /** Ends a build. */
  public void end(String job, long number, String result) {
    site.end(job, number, result);
  }

  /** The items that wait, oldest first. */
  public List<Long> waiting() {
    return site.waiting();
  }

  /** The parameters of every build of a job, oldest first. */
  public List<Map<String, String>> builds(String job) {
    return site.builds(job);
  }

  @Override
  public void close() {
    loopback.close();
  }
}
