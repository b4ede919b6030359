package dev.promoter.web;

import dev.promoter.domain.ReleaseName;
import java.util.Set;

/**
 * Something was reported.
 *
 * @param kind who reported
 * @param releases the releases it names; empty when it names none
 * @param jobs the jobs it is about; empty when it names none
 */
public record News(Hook.Kind kind, Set<ReleaseName> releases, Set<String> jobs) {
  public News {
    releases = Set.copyOf(releases);
    jobs = Set.copyOf(jobs);
  }
}
