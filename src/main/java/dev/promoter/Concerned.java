package dev.promoter;

import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.web.News;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which releases a report may be about. A round too many costs a few requests, one too few a result
 * that is seen late: whatever is not certain concerns every release of that kind.
 */
final class Concerned {
  private Concerned() {}

  static Set<ReleaseName> by(News news, List<Release> releases) {
    List<Release> kind = releases.stream().filter(release -> fits(news, release)).toList();
    Set<ReleaseName> named =
        names(kind.stream().filter(release -> news.releases().contains(release.name())).toList());
    if (!news.releases().isEmpty()) {
      return named;
    }
    Set<ReleaseName> asking =
        names(kind.stream().filter(release -> asksFor(release, news.jobs())).toList());
    return asking.isEmpty() ? names(kind) : asking;
  }

  /** Jenkins builds releases of Ceph and tests others; Paddles knows of Ceph alone. */
  private static boolean fits(News news, Release release) {
    boolean ceph = release.workflow().equals(CephServices.WORKFLOW);
    return switch (news.kind()) {
      case PADDLES -> ceph;
      case DLRN, ZUUL -> !ceph;
      case JENKINS, GENERIC -> true;
    };
  }

  private static boolean asksFor(Release release, Set<String> jobs) {
    return release.targets().stream()
        .flatMap(target -> target.requirements().stream())
        .anyMatch(requirement -> asksFor(requirement, jobs));
  }

  private static boolean asksFor(Requirement requirement, Set<String> jobs) {
    return jobs.contains(requirement.name())
        || requirement.alternatives().stream().anyMatch(jobs::contains);
  }

  private static Set<ReleaseName> names(List<Release> releases) {
    return releases.stream().map(Release::name).collect(Collectors.toSet());
  }
}
