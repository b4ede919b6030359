package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.documents.ListDocuments;
import dev.promoter.domain.ReleaseName;
import dev.promoter.freezes.Outlook;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "freezes",
    description = {
      "Lists the freezes: when nothing is promoted, as the files plan it, and why.",
      "Each is shown with the window of now, if there is one, and the next ones."
    },
    footer = "  promoter freezes --release CentOS-9/master",
    exitCodeList = {
      "0:the list was shown; it may be empty",
      "1:the configuration could not be read; standard error says why",
      "2:the command line is wrong"
    })
final class FreezesCommand extends ListCommand<Outlook> {
  FreezesCommand(Session session) {
    super(session);
  }

  @Override
  List<Outlook> all(Operations operations) {
    return operations.freezes();
  }

  @Override
  boolean isOf(Outlook one, ReleaseName release) {
    return one.releases().contains(release);
  }

  @Override
  List<String> lines(List<Outlook> ones, Operations operations) {
    return Listings.freezes(ones, operations.now());
  }

  @Override
  JsonNode document(List<Outlook> ones, Operations operations) {
    return ListDocuments.freezes(ones, operations.now());
  }
}
