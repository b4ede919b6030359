package dev.promoter;

import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.engine.EvidenceSource;
import dev.promoter.engine.Reading;
import dev.promoter.engine.Said;
import java.util.List;

/** The approvals that people gave, as milestones of the commit they gave them for. */
final class ApprovalEvidence implements EvidenceSource {
  @Override
  public String kind() {
    return "approvals";
  }

  @Override
  public Reading read(Release release, Candidate candidate, Said said) {
    List<LinkName> links = release.targets().stream().map(Target::link).distinct().toList();
    return new Reading(
        List.of(),
        links.stream()
            .flatMap(
                link ->
                    ApprovalGate.milestones(release, link, candidate, said.approvals()).stream())
            .toList(),
        "");
  }
}
