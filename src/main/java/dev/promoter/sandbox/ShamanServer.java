package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;

/**
 * A stand-in for a Shaman server on the loopback address, answering as recorded (contract ceph.md
 * section 4). It keeps everything in memory.
 */
public final class ShamanServer implements AutoCloseable {
  private static final String PROJECT = "ceph";

  private final ShamanSite site;
  private final Loopback loopback;

  private ShamanServer(int port, InstantSource clock) {
    this.site = new ShamanSite(clock, "builder", "sandbox");
    this.loopback = Loopback.start(port, site::answer);
    site.at(address());
  }

  /** Starts an empty server; 0 for any free port. Builders post as builder with key sandbox. */
  public static ShamanServer start(int port, InstantSource clock) {
    return new ShamanServer(port, clock);
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

  /** Reports a repository; one of the same place is replaced. */
  public void repository(Place place, String status, List<String> archs) {
    ObjectNode fields = fields(place);
    String path =
        "%s/%s/%s/%s/%s/flavors/%s/"
            .formatted(PROJECT, place.ref, place.sha1, place.distro, place.version, place.flavor);
    fields.put("chacra_url", "https://chacra.example.org/repos/" + path);
    fields.put("url", status.equals("ready") ? "https://chacra.example.org/r/" + path : "");
    fields.put("status", status);
    archs.forEach(fields.putArray("archs")::add);
    fields.putObject("extra").put("build_url", "https://jenkins.example.org/job/ceph/1/");
    site.post("repos", PROJECT, fields);
  }

  /** Reports a build; one of the same number is continued. */
  public void build(Place place, String arch, int number, String status) {
    ObjectNode fields = fields(place);
    String url = "https://jenkins.example.org/job/ceph/" + number + "/";
    fields.put("distro_arch", arch).put("status", status);
    fields.put("url", url).put("log_url", url + "consoleFull").putObject("extra");
    site.post("builds", PROJECT, fields);
  }

  private static ObjectNode fields(Place place) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ref", place.ref)
        .put("sha1", place.sha1)
        .put("distro", place.distro)
        .put("distro_version", place.version)
        .put("flavor", place.flavor);
  }

  @Override
  public void close() {
    loopback.close();
  }

  /**
   * What something was built for.
   *
   * @param ref the branch
   * @param sha1 the commit
   * @param distro the distribution
   * @param version its version or codename
   * @param flavor the flavor
   */
  public record Place(String ref, String sha1, String distro, String version, String flavor) {}
}
