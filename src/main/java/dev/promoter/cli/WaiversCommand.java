package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "waivers",
    description = {
      "Lists the waivers: who accepted what, why and until when.",
      "Withdrawn ones are left out; expired ones, and those that a promotion ended, are marked."
    },
    footer = "  promoter waivers --release CentOS-9/master",
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong"
    })
final class WaiversCommand extends ListCommand<Waiver> {
  WaiversCommand(Session session) {
    super(session);
  }

  @Override
  List<Waiver> all(Operations operations) {
    return operations.waivers();
  }

  @Override
  boolean isOf(Waiver one, ReleaseName release) {
    return one.release().equals(release);
  }

  @Override
  List<String> lines(List<Waiver> ones, Operations operations) {
    return Listings.waivers(ones, operations.waiversEndingSoon(), operations.now());
  }

  @Override
  JsonNode document(List<Waiver> ones, Operations operations) {
    return ListDocuments.waivers(ones, operations.waiversEndingSoon(), operations.now());
  }
}
