package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.Approval;
import dev.promoter.domain.ReleaseName;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "approvals",
    description = {
      "Lists the approvals: who approved what, for which commit and when.",
      "Withdrawn ones are left out."
    },
    footer = "  promoter approvals --release ceph/tentacle",
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong"
    })
final class ApprovalsCommand extends ListCommand<Approval> {
  ApprovalsCommand(Session session) {
    super(session);
  }

  @Override
  List<Approval> all(Operations operations) {
    return operations.approvals();
  }

  @Override
  boolean isOf(Approval one, ReleaseName release) {
    return one.release().equals(release);
  }

  @Override
  List<String> lines(List<Approval> ones, Operations operations) {
    return Listings.approvals(ones);
  }

  @Override
  JsonNode document(List<Approval> ones, Operations operations) {
    return ListDocuments.approvals(ones);
  }
}
