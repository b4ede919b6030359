package dev.promoter.remote.lists;

import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.suites.SuiteLine;
import dev.promoter.suites.SuiteList;
import dev.promoter.suites.SuiteSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Fills in the suites of lists that are kept on a server, behind those of the release file, which
 * win. Until then the target has a requirement of the option's name, so that a list that was never
 * read cannot be passed over. A list is good for some minutes.
 */
public final class SuiteLists {
  private static final String OPTION = "suite_list_source";
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final int LONGEST = 256 * 1024;
  private static final int FAULTS = 5;

  private final HttpPool http;
  private final InstantSource clock;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  private record Read(List<SuiteLine> suites, Instant at) {}

  /** Lists as reached through one pool. */
  public SuiteLists(HttpPool http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * The release with all its suites.
   *
   * @throws dev.promoter.engine.RemoteException when the list cannot be read, or holds a fault
   */
  public Release complete(Release release) {
    boolean elsewhere =
        release.targets().stream()
            .flatMap(target -> target.requirements().stream())
            .anyMatch(SuiteLists::isPlaceholder);
    return elsewhere ? with(release, suites(release)) : release;
  }

  private static boolean isPlaceholder(Requirement requirement) {
    return requirement.name().equals(OPTION);
  }

  private static Release with(Release release, List<SuiteLine> suites) {
    Map<String, String> options = new HashMap<>(release.settings().values());
    List<String> own = release.settings().sectionNames("suite");
    suites.stream()
        .filter(suite -> !own.contains(suite.suite()))
        .forEach(suite -> SuiteSettings.add(suite, options));
    return new Release(
        release.name(),
        release.file(),
        release.workflow(),
        release.targets().stream().map(target -> with(target, suites)).toList(),
        release.dryRun(),
        release.candidateLimit(),
        release.roundLimit(),
        new Settings(options));
  }

  private static Target with(Target target, List<SuiteLine> suites) {
    Set<Requirement> required = new LinkedHashSet<>(target.requirements());
    required.removeIf(SuiteLists::isPlaceholder);
    suites.forEach(suite -> required.add(new Requirement(suite.suite())));
    return new Target(target.link(), target.source(), target.component(), List.copyOf(required));
  }

  private List<SuiteLine> suites(Release release) {
    String address = release.settings().get(OPTION);
    Instant now = clock.instant();
    Optional<Read> known =
        Optional.ofNullable(read.get(address)).filter(it -> now.isBefore(it.at().plus(GOOD_FOR)));
    if (known.isPresent()) {
      return known.get().suites();
    }
    List<SuiteLine> suites = asked(release, address);
    read.put(address, new Read(suites, now));
    return suites;
  }

  private List<SuiteLine> asked(Release release, String address) {
    Call call =
        Call.get("list of suites", "read which suites are required", URI.create(address))
            .following()
            .atMost(LONGEST)
            .advising(Map.of(404, "check " + OPTION));
    SuiteList list = SuiteList.parse(http.client(release).send(call).text().lines().toList());
    if (!list.faults().isEmpty()) {
      String faults =
          list.faults().stream()
              .limit(FAULTS)
              .map(fault -> "line %d: %s".formatted(fault.line(), fault.sentence()))
              .collect(Collectors.joining("; "));
      throw call.fault("the list cannot be used: " + faults, 200, false);
    }
    return list.entries().stream().map(SuiteList.Entry::suite).toList();
  }
}
