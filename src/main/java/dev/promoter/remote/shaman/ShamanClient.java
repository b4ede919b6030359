package dev.promoter.remote.shaman;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.JsonBody;
import dev.promoter.remote.http.JsonFields;
import dev.promoter.remote.http.WebAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks one Shaman server about a commit, always by its SHA1: the newest ready one of a branch may
 * be another already (contract ceph.md section 4). Thread-safe.
 */
public final class ShamanClient {
  static final String SYSTEM = "Shaman";

  private static final String PROJECT = "ceph";

  /** Not there, or, in the words of this server, not ready: no outage. */
  private static final List<Integer> NOT_YET = List.of(404, 504);

  private final WebAddress base;
  private final Http http;

  /**
   * A server.
   *
   * @param base {@code shaman_url}
   * @param http the connections
   */
  public ShamanClient(WebAddress base, Http http) {
    this.base = base;
    this.http = http;
  }

  /** Each platform once, in the order wanted; never throws for what the server does. */
  public List<Readiness> read(Wanted wanted) {
    List<Entry> builds = List.of();
    Optional<String> fault = Optional.empty();
    try {
      builds = builds(wanted);
    } catch (RemoteException unread) {
      fault = Optional.of(unread.sentence()).filter(sentence -> wanted.completedBuild());
    }
    List<Readiness> all = new ArrayList<>();
    for (Platform platform : wanted.platforms()) {
      all.add(
          fault.isPresent()
              ? unreadable(wanted, platform, fault.get())
              : read(wanted, platform, builds));
    }
    return all;
  }

  private Readiness read(Wanted wanted, Platform platform, List<Entry> builds) {
    try {
      List<Entry> repositories = repositories(wanted, platform);
      return new Assessment(wanted, platform, page("repos", wanted)).of(repositories, builds);
    } catch (RemoteException unread) {
      return unreadable(wanted, platform, unread.sentence());
    }
  }

  private Readiness unreadable(Wanted wanted, Platform platform, String sentence) {
    return new Readiness(
        platform, wanted.arch(), Readiness.State.UNREADABLE, sentence, page("repos", wanted));
  }

  /** Makes sure that the server answers as Shaman does: with an empty list for what is unknown. */
  public void requireReachable(Wanted wanted) {
    Platform platform = wanted.platforms().get(0);
    String path =
        "/api/repos%s%s/%s/"
            .formatted(
                path(wanted),
                WebAddress.segment(platform.distro()),
                WebAddress.segment(platform.version()));
    Call call = call("look for any repository", path);
    Answer answer = http.exchange(call);
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
    JsonBody.list(call, answer, Entry::repository);
  }

  /** Where people see the repositories or builds of the commit. */
  public String page(String kind, Wanted wanted) {
    return base.at("/" + kind + path(wanted)).toString();
  }

  private List<Entry> repositories(Wanted wanted, Platform platform) {
    for (String version : new LinkedHashSet<>(platform.versions())) {
      String path =
          "/api/repos%s%s/%s/flavors/%s/"
              .formatted(
                  path(wanted),
                  WebAddress.segment(platform.distro()),
                  WebAddress.segment(version),
                  WebAddress.segment(platform.flavor()));
      List<Entry> found =
          list("read the repositories of " + platform, path, Entry::repository).stream()
              .filter(entry -> entry.about(platform, wanted.sha1()))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Entry> builds(Wanted wanted) {
    return list("read the builds of " + wanted.sha1(), "/api/builds" + path(wanted), Entry::build);
  }

  private static String path(Wanted wanted) {
    return "/%s/%s/%s/"
        .formatted(PROJECT, WebAddress.segment(wanted.ref()), WebAddress.segment(wanted.sha1()));
  }

  private List<Entry> list(String action, String path, Function<JsonFields, Entry> reader) {
    Call call = call(action, path);
    Answer answer = http.exchange(call);
    if (NOT_YET.contains(answer.status())) {
      return List.of();
    }
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
    return JsonBody.list(call, answer, reader);
  }

  private Call call(String action, String path) {
    return Call.get(SYSTEM, action, base.at(path))
        .following()
        .below("shaman_url", base.toString())
        .advising(Map.of(401, "reading Shaman needs no login; is shaman_url right?"));
  }
}
