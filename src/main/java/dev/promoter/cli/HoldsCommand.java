package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.Hold;
import dev.promoter.domain.ReleaseName;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "holds",
    description = {
      "Lists the holds: who stopped what, why and until when.",
      "Lifted ones are left out; expired ones are marked."
    },
    footer = "  promoter holds --release CentOS-9/master",
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong"
    })
final class HoldsCommand extends ListCommand<Hold> {
  HoldsCommand(Session session) {
    super(session);
  }

  @Override
  List<Hold> all(Operations operations) {
    return operations.holds();
  }

  @Override
  boolean isOf(Hold one, ReleaseName release) {
    return one.release().equals(release);
  }

  @Override
  List<String> lines(List<Hold> ones, Operations operations) {
    return Listings.holds(ones, operations.now());
  }

  @Override
  JsonNode document(List<Hold> ones, Operations operations) {
    return ListDocuments.holds(ones, operations.now());
  }
}
