package dev.promoter.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page in Markdown, as its reader sees it: prose, and between it blocks of commands, output or
 * configuration.
 *
 * @param file where it is
 * @param parts what it consists of, in its order
 */
public record Page(Path file, List<Part> parts) {
  private static final Path FRONT = Path.of("README.md");
  private static final Path FOLDER = Path.of("src/site/markdown");
  private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
  private static final Pattern HEADING = Pattern.compile("#+ +(.*)");
  private static final Pattern LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /**
   * A piece of a page.
   *
   * @param line the number of its first line
   * @param language what a fenced block says it holds, {@code indented} for other blocks, nothing
   *     for prose
   */
  public record Part(int line, Optional<String> language, List<String> lines) {
    /** Whether it is set as it stands, and not as prose. */
    public boolean block() {
      return language.isPresent();
    }

    /** Whether it is a block that says it holds this. */
    public boolean holds(String what) {
      return language.filter(what::equals).isPresent();
    }

    /** Its lines with an end of line behind each. */
    public String text() {
      return String.join("", lines.stream().map(line -> line + "\n").toList());
    }

    /** What stands between backticks in prose, also over the end of a line. */
    public List<String> code() {
      return found(CODE, String.join(" ", lines.stream().map(String::strip).toList()));
    }
  }

  /** All pages there are. */
  public static List<Page> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return Stream.concat(Stream.of(FRONT), files.sorted(Comparator.naturalOrder()))
          .map(Page::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first page of all. */
  public static Page front() {
    return of(FRONT);
  }

  /** A page by its name without {@code .md}. */
  public static Page named(String name) {
    return of(FOLDER.resolve(name + ".md"));
  }

  static Page of(Path file) {
    try {
      return new Page(file, parts(Files.readAllLines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blocks alone. */
  public List<Part> blocks() {
    return parts.stream().filter(Part::block).toList();
  }

  /** The prose alone. */
  public List<Part> prose() {
    return parts.stream().filter(part -> !part.block()).toList();
  }

  /** Where the links of the prose lead. */
  public List<String> links() {
    return prose().stream().flatMap(part -> found(LINK, part.text()).stream()).toList();
  }

  /** The names by which links reach the headings, as GitHub makes them. */
  public List<String> anchors() {
    return prose().stream()
        .flatMap(part -> part.lines().stream())
        .map(HEADING::matcher)
        .filter(Matcher::matches)
        .map(heading -> anchor(heading.group(1)))
        .toList();
  }

  /** The file and the line, as editors open it. */
  public String at(Part part) {
    return file + ":" + part.line();
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static List<Part> parts(List<String> lines) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int begin = at;
      Matcher fence = FENCE.matcher(lines.get(at));
      if (fence.matches()) {
        String indent = fence.group(1);
        at = next(lines, at + 1, line -> line.equals(indent + "```"));
        parts.add(
            new Part(
                begin + 2,
                Optional.of(fence.group(2)),
                lines.subList(begin + 1, at).stream()
                    .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
                    .toList()));
        at++;
      } else if (indented(lines, at)) {
        at = next(lines, at, line -> !line.isBlank() && !line.startsWith("    "));
        parts.add(
            new Part(
                begin + 1,
                Optional.of("indented"),
                lines.subList(begin, at).stream().map(String::strip).toList()));
      } else {
        at = next(lines, at + 1, line -> FENCE.matcher(line).matches() || line.startsWith("    "));
        parts.add(new Part(begin + 1, Optional.empty(), List.copyOf(lines.subList(begin, at))));
      }
    }
    return parts;
  }

  /** Text that is deeper than its paragraph goes on with it; a block has an empty line before. */
  private static boolean indented(List<String> lines, int at) {
    return lines.get(at).startsWith("    ") && (at == 0 || lines.get(at - 1).isBlank());
  }

  private static int next(List<String> lines, int from, Predicate<String> end) {
    int at = from;
    while (at < lines.size() && !end.test(lines.get(at))) {
      at++;
    }
    return at;
  }
}
