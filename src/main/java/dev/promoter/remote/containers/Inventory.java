package dev.promoter.remote.containers;

import dev.promoter.domain.Release;
import dev.promoter.engine.Promotion;
import dev.promoter.remote.http.Http;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which containers a candidate has.
 *
 * @param names with their prefix, in alphabetical order; never empty
 * @param exclusions what was left out
 * @param prefix what all names begin with
 */
record Inventory(List<String> names, Exclusions exclusions, String prefix) {
  private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

  private static final String PROJECT = "openstack-tripleo-common";

  /** All others are built upon it, and no list names it. */
  private static final String IMPLICIT = "base";

  Inventory {
    names = List.copyOf(names);
  }

  /**
   * Reads versions, list and exclude file of a candidate.
   *
   * @throws dev.promoter.engine.RemoteException when it cannot be found out
   */
  static Inventory read(Promotion promotion, SourceCommits commits, Http http) {
    Release release = promotion.release();
    String prefix = release.settings().find("container_preffix").orElse("");
    List<String> listed =
        new ContainerList(http, release).names(commits.commit(promotion, PROJECT));
    Exclusions exclusions = Exclusions.read(http, release);
    if (!exclusions.unread().isEmpty()) {
      LOG.warn("{}: no container is left out: {}", release.name(), exclusions.unread());
    }
    TreeSet<String> names = new TreeSet<>();
    listed.stream()
        .filter(name -> !exclusions.leavesOut(prefix, name))
        .forEach(name -> names.add(prefix + name));
    names.add(prefix + IMPLICIT);
    return new Inventory(List.copyOf(names), exclusions, prefix);
  }

  /** Whether a container, named with its prefix, may have this architecture in its list. */
  boolean mayHave(String name, Architecture architecture) {
    return architecture != Architecture.PPC64LE
        || !exclusions.leavesPpcOut(prefix, name.substring(prefix.length()));
  }
}
