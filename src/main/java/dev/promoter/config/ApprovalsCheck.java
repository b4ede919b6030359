package dev.promoter.config;

import dev.promoter.domain.ApprovalPanel;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Nearest;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import java.util.List;

/**
 * Whether the approvals that a release needs can ever be given: every role is there, and there are
 * as many people as must approve. Sections of promoter.ini may be about targets of other releases.
 */
record ApprovalsCheck(IniFile file, Release release, Problems problems) {
  void run() {
    Settings settings = release.settings();
    List<String> targets =
        release.targets().stream()
            .map(Target::link)
            .map(LinkName::value)
            .distinct()
            .sorted()
            .toList();
    for (String name : settings.sectionNames(ApprovalPanel.KIND)) {
      if (targets.contains(name)) {
        check(settings, new LinkName(name));
      } else if (file.section(header(name)).isPresent()) {
        error(
            name,
            "",
            "'%s' is no target of this release%s".formatted(name, Nearest.hint(name, targets)));
      }
    }
  }

  private void check(Settings settings, LinkName target) {
    List<String> roles = settings.sectionNames(ApprovalPanel.ROLE);
    String from =
        settings
            .section(ApprovalPanel.KIND, target.value())
            .flatMap(s -> s.find("from"))
            .orElse("");
    for (String role : ApprovalPanel.roles(from)) {
      if (!roles.contains(role)) {
        error(
            target.value(),
            "from",
            "there is no section [role %s]%s".formatted(role, Nearest.hint(role, roles)));
        return;
      }
    }
    ApprovalPanel.of(settings, target)
        .filter(panel -> !panel.people().isEmpty()) // else that is the problem, and it is told
        .filter(panel -> panel.needed() > panel.people().size())
        .ifPresent(
            panel ->
                error(
                    target.value(),
                    "needed",
                    "asks for %d approvals, and there %s who may give one"
                        .formatted(
                            panel.needed(),
                            panel.people().size() == 1
                                ? "is 1 person"
                                : "are %d people".formatted(panel.people().size()))));
  }

  private void error(String target, String key, String sentence) {
    String header = header(target);
    int line =
        file.section(header)
            .map(
                section ->
                    section.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .map(IniEntry::line)
                        .findFirst()
                        .orElse(section.line()))
            .orElse(0);
    problems.error(line, header, key, sentence);
  }

  private static String header(String target) {
    return ApprovalPanel.KIND + " " + target;
  }
}
