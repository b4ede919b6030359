package dev.promoter.remote.shaman;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Verdict;
import dev.promoter.engine.EvidenceSource;
import dev.promoter.engine.Reading;
import dev.promoter.engine.Recollections;
import dev.promoter.engine.Said;
import dev.promoter.remote.shaman.Readiness.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Whether the packages of the commit are there: the milestone {@code packages}. */
public final class ShamanEvidence implements EvidenceSource {
  private static final String MILESTONE = "packages";

  private final Shaman shaman;
  private final InstantSource clock;
  private final Recollections recollections;
  private final Map<ReleaseName, Lookout> seen = new ConcurrentHashMap<>();

  /**
   * Reads from the server of each release.
   *
   * @param recollections keep since when a release waits: a restart gives it no more time
   */
  public ShamanEvidence(Shaman shaman, Recollections recollections, InstantSource clock) {
    this.shaman = shaman;
    this.recollections = recollections;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "shaman";
  }

  @Override
  public Reading read(Release release, Candidate candidate, Said said) {
    Optional<Lookout> before = Optional.ofNullable(seen.get(release.name()));
    Lookout lookout = look(release, Shaman.wanted(release, candidate), before);
    seen.put(release.name(), lookout);
    return new Reading(List.of(), List.of(milestone(release, lookout)), "");
  }

  private Lookout look(Release release, Wanted wanted, Optional<Lookout> last) {
    Instant now = clock.instant();
    Optional<Lookout> before = last.filter(lookout -> lookout.wanted().equals(wanted));
    if (before.filter(lookout -> lookout.holds(now)).isPresent()) {
      return before.get();
    }
    List<Readiness> platforms = shaman.client(release).read(wanted);
    Duration shortest = time(release, "shaman_interval");
    Duration longest = time(release, "shaman_longest_interval");
    Lookout lookout =
        before
            .map(known -> known.then(platforms, now, shortest, longest))
            .orElseGet(() -> first(release, wanted, platforms, shortest));
    if (before.isEmpty() || !before.get().pause().equals(lookout.pause())) {
      recollections.keep(release.name(), MILESTONE, Waited.of(lookout).text());
    }
    return lookout;
  }

  /** The first look of this process, which may go on where another one ended. */
  private Lookout first(
      Release release, Wanted wanted, List<Readiness> platforms, Duration shortest) {
    Instant now = clock.instant();
    return recollections
        .find(release.name(), MILESTONE)
        .flatMap(Waited::parse)
        .filter(waited -> waited.isFor(wanted))
        .map(waited -> Lookout.again(wanted, platforms, waited.since(), now, waited.pause()))
        .orElseGet(() -> Lookout.again(wanted, platforms, now, now, shortest));
  }

  private Milestone milestone(Release release, Lookout lookout) {
    if (lookout.ready()) {
      Readiness any = lookout.platforms().get(0);
      return say(Verdict.PASSED, any.link(), lookout.since(), all(lookout) + " ready");
    }
    Settings settings = release.settings();
    boolean failed = lookout.any(State.FAILED) && !settings.isTrue("wait_after_failure");
    Duration limit = time(release, "shaman_timeout");
    boolean late = !lookout.since().plus(limit).isAfter(clock.instant());
    Readiness worst =
        lookout.platforms().stream()
            .filter(platform -> !platform.ready())
            .min(Comparator.comparing(platform -> platform.state() != State.FAILED))
            .orElseThrow();
    String sentence =
        open(lookout)
            + doubt(settings, lookout)
            + (late ? "; not ready within shaman_timeout" : "");
    Verdict verdict =
        failed || late
            ? Verdict.FAILED
            : lookout.any(State.UNREADABLE) ? Verdict.UNKNOWN : Verdict.PENDING;
    return say(verdict, worst.link(), lookout.since(), sentence);
  }

  private static String all(Lookout lookout) {
    return lookout.platforms().stream()
        .map(platform -> platform.platform().toString())
        .collect(Collectors.joining(", ", "packages of ", " are"));
  }

  private static String open(Lookout lookout) {
    return lookout.platforms().stream()
        .filter(platform -> !platform.ready())
        .map(Readiness::sentence)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Nothing has proved a commit that somebody wrote down, as long as nobody has built it. */
  private static String doubt(Settings settings, Lookout lookout) {
    boolean unknown =
        lookout.platforms().stream().allMatch(platform -> platform.state() == State.ABSENT);
    return unknown && settings.find("ceph_sha1").filter(given -> !given.isBlank()).isPresent()
        ? "; the commit is given by ceph_sha1: is it one of %s, and built as %s?"
            .formatted(settings.get("ceph_repo"), settings.get("ceph_branch"))
        : "";
  }

  private static Duration time(Release release, String option) {
    return Duration.parse(release.settings().get(option));
  }

  private static Milestone say(Verdict verdict, String url, Instant at, String sentence) {
    return new Milestone(MILESTONE, "", verdict, url, at, sentence);
  }
}
