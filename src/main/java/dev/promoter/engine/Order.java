package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import java.util.Set;

/**
 * A person's order to promote without criteria.
 *
 * @param source the link named as source
 * @param target the link to move
 * @param candidate what to promote
 * @param allowedClients which effects take part; empty for those of the release
 * @param reason why, in the person's words
 */
public record Order(
    LinkName source,
    LinkName target,
    Candidate candidate,
    Set<String> allowedClients,
    String reason) {
  public Order {
    allowedClients = Set.copyOf(allowedClients);
  }
}
