package dev.promoter.engine;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be carried out, before it is split into actions.
 *
 * @param release the release
 * @param target the link that is to move
 * @param source the link the candidate came from
 * @param component the component it is about; may be empty
 * @param candidate what is promoted
 * @param current what stands at the target now
 * @param allowedClients which effects take part, by the names of {@code allowed_clients}
 * @param reason why
 */
public record Promotion(
    Release release,
    LinkName target,
    LinkName source,
    String component,
    Candidate candidate,
    Optional<Candidate> current,
    Set<String> allowedClients,
    String reason) {
  public Promotion {
    allowedClients = Set.copyOf(allowedClients);
  }
}
