package dev.promoter.remote.shaman;

import dev.promoter.remote.shaman.Readiness.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges what Shaman has for one platform. Entries come newest first. A repository that is ready
 * counts although a newer upload of it is under way; of builds the newest one alone counts.
 */
final class Assessment {
  private final Wanted wanted;
  private final Platform platform;
  private final String page;

  Assessment(Wanted wanted, Platform platform, String page) {
    this.wanted = wanted;
    this.platform = platform;
    this.page = page;
  }

  Readiness of(List<Entry> repositories, List<Entry> builds) {
    Optional<Entry> build =
        builds.stream()
            .filter(entry -> entry.about(platform, wanted.sha1()))
            .filter(entry -> entry.archs().contains(wanted.arch()))
            .findFirst();
    Optional<Entry> ready =
        repositories.stream()
            .filter(entry -> entry.ready() && entry.archs().contains(wanted.arch()))
            .findFirst();
    return ready
        .map(repository -> withRepository(repository, build))
        .orElseGet(() -> withoutRepository(repositories, build, builds));
  }

  private Readiness withRepository(Entry repository, Optional<Entry> build) {
    if (wanted.completedBuild() && build.isPresent() && !build.get().status().equals("completed")) {
      return say(
          State.BUILDING,
          "the repository is ready, but the newest build for %s is %s and not completed"
              .formatted(wanted.arch(), word(build.get())),
          build.get().link());
    }
    return say(State.READY, "the repository is ready for " + wanted.arch(), repository.link());
  }

  private Readiness withoutRepository(
      List<Entry> repositories, Optional<Entry> build, List<Entry> builds) {
    Optional<Entry> newest = repositories.stream().findFirst();
    if (newest.isPresent() && newest.get().failed()) {
      return say(State.FAILED, "the newest repository has failed", newest.get().link());
    }
    if (build.isPresent() && build.get().failed()) {
      return say(State.FAILED, "the newest build has failed", build.get().link());
    }
    if (newest.isPresent() && newest.get().ready()) {
      String archs =
          repositories.stream()
              .filter(Entry::ready)
              .flatMap(entry -> entry.archs().stream())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return say(
          State.BUILDING,
          "the repository is ready for %s, not for %s".formatted(archs, wanted.arch()),
          newest.get().link());
    }
    if (newest.isPresent()) {
      return say(State.BUILDING, "the repository is " + word(newest.get()), newest.get().link());
    }
    if (build.isPresent()) {
      return say(
          State.BUILDING,
          "there is no repository yet; the newest build is " + word(build.get()),
          build.get().link());
    }
    return say(State.ABSENT, "Shaman has nothing for it yet" + others(builds), page);
  }

  /** A platform with a typo is never ready: what is there instead helps to see it. */
  private static String others(List<Entry> builds) {
    String known =
        builds.stream()
            .map(
                entry ->
                    "%s-%s-%s"
                        .formatted(
                            entry.distro(),
                            entry.codename().isEmpty() ? entry.version() : entry.codename(),
                            entry.flavor()))
            .distinct()
            .sorted()
            .limit(12)
            .collect(Collectors.joining(", "));
    return known.isEmpty() ? "" : "; it has builds for " + known;
  }

  private static String word(Entry entry) {
    return entry.status().isEmpty() ? "without a status" : entry.status();
  }

  private Readiness say(State state, String what, String link) {
    String sentence = "%s of %s (%s): %s".formatted(platform, wanted.ref(), wanted.sha1(), what);
    return new Readiness(platform, wanted.arch(), state, sentence, link.isEmpty() ? page : link);
  }
}
