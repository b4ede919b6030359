package dev.promoter.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which approvals a release needs, and whether they are in. Nothing needs one unless the options
 * {@code approvals} and {@code lead} say so.
 */
public final class ApprovalGate {
  /** The name of its milestones. */
  public static final String MILESTONE = "approval";

  /** How operators write the release as a whole where a subject is expected. */
  public static final String RELEASE = "release";

  /** How operators write every suite that has a lead. */
  public static final String LEADS = "leads";

  /** The steps that can wait for an approval. */
  public static final List<String> STEPS = List.of("build", "schedule");

  private static final String LEAD = "lead ";

  private ApprovalGate() {}

  /**
   * The subjects that need an approval, each with the only person whose word counts.
   *
   * @return subject to that person, who is empty when anybody's does; an empty subject is the
   *     release
   */
  public static Map<String, String> wanted(Settings settings) {
    Map<String, String> wanted = new TreeMap<>();
    for (String word : settings.find("approvals").orElse("").split(",", -1)) {
      if (word.equals(LEADS)) {
        leads(settings).forEach(wanted::put);
      } else if (!word.isBlank()) {
        wanted.put(word.equals(RELEASE) ? "" : word, lead(settings, word).orElse(""));
      }
    }
    return wanted;
  }

  /** The only person whose word counts for a subject; empty when anybody's does. */
  public static Optional<String> lead(Settings settings, String subject) {
    return settings.find(LEAD + (subject.isEmpty() ? RELEASE : subject));
  }

  /**
   * A milestone for each approval that a release needs: PASSED when it is in, else PENDING. Where a
   * target has a panel, that decides about the release as a whole.
   *
   * @param approvals all that are stored
   */
  public static List<Milestone> milestones(
      Release release, LinkName target, Candidate candidate, List<Approval> approvals) {
    List<Approval> about =
        approvals.stream().filter(one -> one.covers(release.name(), target, candidate)).toList();
    Map<String, Milestone> milestones = new TreeMap<>();
    wanted(release.settings())
        .forEach((subject, lead) -> milestones.put(subject, milestone(subject, lead, about)));
    ApprovalPanel.of(release.settings(), target)
        .ifPresent(panel -> milestones.put("", panel.milestone(about)));
    return List.copyOf(milestones.values());
  }

  private static Milestone milestone(String subject, String lead, List<Approval> about) {
    List<Approval> given =
        about.stream()
            .filter(one -> one.subject().equals(subject))
            .sorted(Comparator.comparing(Approval::at).reversed())
            .toList();
    return given.stream()
        .filter(one -> lead.isEmpty() || same(one.by(), lead))
        .findFirst()
        .map(one -> passed(subject, one))
        .orElseGet(() -> open(subject, lead, given));
  }

  private static Milestone passed(String subject, Approval approval) {
    String sentence =
        "approved by %s at %s: %s".formatted(approval.by(), approval.at(), approval.note());
    return new Milestone(MILESTONE, subject, Verdict.PASSED, "", approval.at(), sentence);
  }

  private static Milestone open(String subject, String lead, List<Approval> others) {
    String whose = lead.isEmpty() ? "an approval" : "the approval of " + lead;
    String title = subject.isEmpty() ? "the release" : subject;
    String given =
        others.isEmpty()
            ? ""
            : "; that of %s does not count, who does not lead it".formatted(others.get(0).by());
    return new Milestone(
        MILESTONE,
        subject,
        Verdict.PENDING,
        "",
        Instant.EPOCH,
        "%s waits for %s%s".formatted(title, whose, given));
  }

  private static boolean same(String by, String lead) {
    return by.strip().toLowerCase(Locale.ROOT).equals(lead.strip().toLowerCase(Locale.ROOT));
  }

  private static Map<String, String> leads(Settings settings) {
    Map<String, String> leads = new TreeMap<>();
    settings.sectionNames("suite").stream()
        .filter(suite -> settings.find(LEAD + suite).isPresent())
        .forEach(suite -> leads.put(suite, settings.get(LEAD + suite)));
    return leads;
  }
}
