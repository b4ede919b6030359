package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.Choice;
import dev.promoter.domain.ReleaseName;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "pins",
    description = {
      "Lists the pins and vetoes: who picked which candidate out, and why.",
      "Those that were taken back are left out."
    },
    footer = "  promoter pins --release CentOS-9/master",
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the store could not be read; standard error says why",
      "2:the command line is wrong"
    })
final class PinsCommand extends ListCommand<Choice> {
  PinsCommand(Session session) {
    super(session);
  }

  @Override
  List<Choice> all(Operations operations) {
    return operations.choices();
  }

  @Override
  boolean isOf(Choice one, ReleaseName release) {
    return one.release().equals(release);
  }

  @Override
  List<String> lines(List<Choice> ones, Operations operations) {
    return Listings.choices(ones);
  }

  @Override
  JsonNode document(List<Choice> ones, Operations operations) {
    return ListDocuments.choices(ones, "pins");
  }
}
