package dev.promoter.notes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of the notes.
 *
 * @param number of the pull request
 * @param component what it changes; {@link #UNKNOWN} when nobody says
 * @param title without component and release
 * @param issues their numbers, in the order they are named
 * @param authors in the order of their commits
 */
record Entry(int number, String component, String title, List<Long> issues, List<String> authors) {
  static final String UNKNOWN = "UNKNOWN";

  private static final Pattern COMPONENT =
      Pattern.compile("([A-Za-z0-9_.+-]+(?:[/,] ?[A-Za-z0-9_.+-]+)*) ?: ?(\\S.*)");

  /** What people write, even where the issues are read from a copy of that tracker. */
  private static final String CEPH_TRACKER = "https://tracker.ceph.com";

  private static final int LONGEST_COMPONENT = 60;
  private static final Set<String> NO_COMPONENTS =
      Set.of("wip", "dnm", "fix", "fixes", "revert", "backport", "http", "https");
  private static final Pattern FIXES = Pattern.compile("(?i)\\bfixes: ?#(\\d{1,9})\\b");
  private static final Pattern SIGNED =
      Pattern.compile("(?i)signed-off-by: *([^<\\r\\n]+?) *(?:<.*)?");

  /**
   * Puts together what history and discussion say.
   *
   * @param said empty when the pull request is not known any more
   */
  static Entry of(Merge merge, Optional<PullRequest> said, NotesRequest request) {
    String title = said.map(PullRequest::title).orElse(merge.titleInMerge());
    String bare = withoutRelease(oneLine(title), request.branch());
    Matcher named = COMPONENT.matcher(bare);
    if (named.matches() && isComponent(named.group(1))) {
      return new Entry(
          merge.number(),
          named.group(1),
          named.group(2),
          issues(merge, said, request),
          authors(merge, said));
    }
    String component = said.map(pull -> fromLabels(pull, request)).orElse(UNKNOWN);
    String shown = bare.isEmpty() ? "(no title)" : bare;
    return new Entry(
        merge.number(), component, shown, issues(merge, said, request), authors(merge, said));
  }

  private static boolean isComponent(String text) {
    return text.length() <= LONGEST_COMPONENT
        && !NO_COMPONENTS.contains(text.toLowerCase(Locale.ROOT));
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  /** A branch {@code reef-release} belongs to the release reef. */
  private static String withoutRelease(String title, String branch) {
    String codename = branch.contains("-") ? branch.substring(0, branch.indexOf('-')) : branch;
    for (String prefix : List.of(branch, codename)) {
      String start = prefix.toLowerCase(Locale.ROOT) + ":";
      if (!prefix.isEmpty() && title.toLowerCase(Locale.ROOT).startsWith(start)) {
        return title.substring(start.length()).strip();
      }
    }
    return title;
  }

  private static String fromLabels(PullRequest pull, NotesRequest request) {
    Set<String> found = new TreeSet<>(pull.labels());
    if (found.contains("documentation")) {
      return "doc";
    }
    found.retainAll(request.components());
    return found.isEmpty() ? UNKNOWN : String.join(",", found);
  }

  private static List<Long> issues(Merge merge, Optional<PullRequest> said, NotesRequest request) {
    Pattern address =
        Pattern.compile(
            "(?:%s|%s)/issues/(\\d{1,9})\\b"
                .formatted(Pattern.quote(request.tracker()), Pattern.quote(CEPH_TRACKER)));
    List<String> texts = new ArrayList<>();
    said.map(PullRequest::body).ifPresent(texts::add);
    merge.commits().forEach(commit -> texts.add(commit.message()));
    Set<Long> issues = new LinkedHashSet<>();
    for (String text : texts) {
      for (Pattern pattern : List.of(FIXES, address)) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          issues.add(Long.parseLong(matcher.group(1)));
        }
      }
    }
    return List.copyOf(issues);
  }

  private static List<String> authors(Merge merge, Optional<PullRequest> said) {
    Set<String> signed =
        merge.commits().stream()
            .flatMap(commit -> commit.message().lines())
            .map(line -> SIGNED.matcher(line.strip()))
            .filter(Matcher::matches)
            .map(line -> oneLine(line.group(1)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!signed.isEmpty()) {
      return List.copyOf(signed);
    }
    return List.of(said.map(PullRequest::author).orElse(merge.merge().author()));
  }

  boolean lacksComponent() {
    return component.equals(UNKNOWN);
  }

  /** Under which heading it stands; people do not agree on capitals. */
  String group() {
    return component.toLowerCase(Locale.ROOT);
  }

  /** By what the notes are sorted. */
  String whole() {
    return component + ": " + title;
  }

  String line(NotesRequest request) {
    List<String> links = new ArrayList<>();
    issues.forEach(
        issue -> links.add("[issue#%d](%s/issues/%d)".formatted(issue, request.tracker(), issue)));
    links.add("[pr#%d](%s/pull/%d)".formatted(number, request.repository(), number));
    authors.forEach(author -> links.add(escaped(author)));
    return "- %s (%s)".formatted(escaped(whole()), String.join(", ", links));
  }

  /** Links, emphasis and tags of a title are no markup of ours; code in backquotes stays code. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("[", "\\[")
        .replace("]", "\\]")
        .replace("*", "\\*")
        .replace("<", "&lt;");
  }
}
