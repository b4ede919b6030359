package dev.promoter.web;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What people order, as the desk takes it; what the fields mean is checked there. */
public final class Orders {
  private Orders() {}

  /**
   * An approval.
   *
   * @param release the release
   * @param target the target link; empty where there is only one
   * @param subject the suite or step; empty for the release as a whole
   * @param candidate the full hash; empty for the one that the last round judged
   * @param note what is said about it
   */
  public record Approve(
      ReleaseName release,
      Optional<LinkName> target,
      String subject,
      Optional<String> candidate,
      String note) {}

  /**
   * A promotion without criteria.
   *
   * @param release the release
   * @param source the link named as source
   * @param target the link to move
   * @param candidate what to promote
   * @param allowedClients which effects take part; empty for those of the release
   * @param reason why
   * @param dryRun only show what would be done
   */
  public record Force(
      ReleaseName release,
      LinkName source,
      LinkName target,
      Candidate candidate,
      Set<String> allowedClients,
      String reason,
      boolean dryRun) {}

  /**
   * A rollback.
   *
   * @param release the release
   * @param target the link
   * @param component which component of the target; empty when it has none or only one
   * @param reason why
   * @param until when the hold that goes with it ends, UTC, exclusive
   * @param dryRun only show what would be done
   */
  public record Rollback(
      ReleaseName release,
      LinkName target,
      String component,
      String reason,
      Instant until,
      boolean dryRun) {}
}
