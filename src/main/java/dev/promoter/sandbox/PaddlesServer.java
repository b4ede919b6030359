package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A stand-in for a Paddles server on the loopback address, answering as recorded (contract ceph.md
 * section 2). It keeps everything in memory.
 */
public final class PaddlesServer implements AutoCloseable {
  private final PaddlesSite site;
  private final Loopback loopback;

  private PaddlesServer(int port, InstantSource clock) {
    this.site = new PaddlesSite(clock);
    this.loopback = Loopback.start(port, site::answer);
    site.at(address());
  }

  /** Starts an empty server; 0 for any free port. */
  public static PaddlesServer start(int port, InstantSource clock) {
    return new PaddlesServer(port, clock);
  }

  /** The address without a slash at its end. */
  public String address() {
    return loopback.address();
  }

  /** Puts a hook into every request from now on. */
  public void intercept(Interceptor interceptor) {
    loopback.front().intercept(interceptor);
  }

  /** Makes every request take at least this long. */
  public void latency(Duration latency) {
    loopback.front().latency(latency);
  }

  /** All requests since the start or the last {@link #forgetRequests}. */
  public List<Request> requests() {
    return loopback.front().log().all();
  }

  /** Empties the list of requests. */
  public void forgetRequests() {
    loopback.front().log().clear();
  }

  /** Adds a run without jobs, as scheduling begins. */
  public void addRun(String name) {
    site.addRun(name);
  }

  /** Adds a queued job; its run is added with it if it is new. */
  public void addJob(Job job) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("job_id", job.id()).put("description", job.description());
    fields.put("suite", job.suite()).put("branch", job.branch()).put("sha1", job.sha1());
    fields.put("flavor", "default").put("machine_type", "smithi").put("priority", 110);
    fields.put("user", "qabot").put("status", "queued");
    site.addJob(job.run(), fields);
  }

  /** Reports a status: running, waiting, dead. */
  public void status(String run, String job, String status) {
    site.update(run, job, JsonNodeFactory.instance.objectNode().put("status", status));
  }

  /** Reports the end of a job. */
  public void passed(String run, String job) {
    site.update(run, job, JsonNodeFactory.instance.objectNode().put("success", true));
  }

  /** Reports the failure of a job. */
  public void failed(String run, String job, String reason) {
    site.update(
        run,
        job,
        JsonNodeFactory.instance.objectNode().put("success", false).put("failure_reason", reason));
  }

  /** The names of all runs, oldest first. */
  public List<String> runs() {
    return site.look(runs -> List.copyOf(runs.keySet()));
  }

  /** How a job stands; empty text when there is none. */
  public String statusOf(String run, String job) {
    return site.look(
        runs -> {
          PaddlesRun holder = runs.get(run);
          PaddlesJob found = holder == null ? null : holder.jobs().get(job);
          return found == null ? "" : found.status();
        });
  }

  @Override
  public void close() {
    loopback.close();
  }

  /**
   * A job to schedule.
   *
   * @param run the name of its run
   * @param id its number
   * @param suite with {@code :} before a slice
   * @param branch the branch
   * @param sha1 the commit
   * @param description what it tests
   */
  public record Job(
      String run, String id, String suite, String branch, String sha1, String description) {}
}
