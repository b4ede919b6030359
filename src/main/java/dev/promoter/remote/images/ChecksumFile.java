package dev.promoter.remote.images;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that holds the checksum of the file beside it.
 *
 * @param name its own name, for example {@code overcloud-full.tar.md5}
 * @param image the file it is about, by its name
 * @param kind which checksum
 */
record ChecksumFile(String name, String image, Kind kind) {
  /** Longer ones are none. */
  static final int LONGEST = 64 * 1024;

  private static final Pattern BARE = Pattern.compile("([0-9A-Fa-f]+)");
  private static final Pattern GNU = Pattern.compile("\\\\?([0-9A-Fa-f]+)[ \\t][ *]?(.+)");
  private static final Pattern BSD =
      Pattern.compile("(MD5|SHA256|SHA512) ?\\((.+)\\) ?= ?([0-9A-Fa-f]+)");

  /** The checksums that are known, by the end of the file's name. */
  enum Kind {
    MD5("MD5", 32),
    SHA256("SHA-256", 64),
    SHA512("SHA-512", 128);

    private final String algorithm;
    private final int digits;

    Kind(String algorithm, int digits) {
      this.algorithm = algorithm;
      this.digits = digits;
    }

    String algorithm() {
      return algorithm;
    }

    String suffix() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a name says; empty when it is no checksum file. */
  static Optional<ChecksumFile> of(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> name.endsWith(kind.suffix()) && name.length() > kind.suffix().length())
        .map(kind -> new ChecksumFile(name, cut(name, kind), kind))
        .findFirst();
  }

  private static String cut(String name, Kind kind) {
    return name.substring(0, name.length() - kind.suffix().length());
  }

  /**
   * The digits that its content gives for the image.
   *
   * @throws IllegalArgumentException with a sentence when it gives none
   */
  String digits(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
    List<String> lines =
        text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    List<Entry> entries = lines.stream().flatMap(line -> entry(line).stream()).toList();
    if (entries.isEmpty() || entries.size() < lines.size()) {
      throw new IllegalArgumentException(
          "%s is not a checksum file: it has no line such as '<%d digits>  %s'"
              .formatted(name, kind.digits, image));
    }
    TreeSet<String> digits = new TreeSet<>();
    entries.stream().filter(this::concerns).map(Entry::digits).forEach(digits::add);
    if (digits.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is for another file: it names %s and not %s"
              .formatted(name, abridged(entries.get(0).file()), image));
    }
    if (digits.size() > 1) {
      throw new IllegalArgumentException(
          "%s gives two different checksums for %s".formatted(name, image));
    }
    return digits.first();
  }

  /** Who computed the checksum may have named the file with its path. */
  private boolean concerns(Entry entry) {
    return entry.file().isEmpty()
        || entry.file().substring(entry.file().lastIndexOf('/') + 1).equals(image);
  }

  private Optional<Entry> entry(String line) {
    return Stream.of(bare(line), bsd(line), gnu(line))
        .flatMap(Optional::stream)
        .filter(entry -> entry.digits().length() == kind.digits)
        .findFirst();
  }

  private static Optional<Entry> bare(String line) {
    Matcher matcher = BARE.matcher(line);
    return matcher.matches() ? Optional.of(Entry.of(matcher.group(1), "")) : Optional.empty();
  }

  private static Optional<Entry> gnu(String line) {
    Matcher matcher = GNU.matcher(line);
    return matcher.matches()
        ? Optional.of(Entry.of(matcher.group(1), matcher.group(2).strip()))
        : Optional.empty();
  }

  private static Optional<Entry> bsd(String line) {
    Matcher matcher = BSD.matcher(line);
    return matcher.matches()
        ? Optional.of(Entry.of(matcher.group(3), matcher.group(2)))
        : Optional.empty();
  }

  private static String abridged(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 100 ? plain : plain.substring(0, 100) + "...";
  }

  /**
   * One line.
   *
   * @param digits lower-case
   * @param file empty when the line names none
   */
  private record Entry(String digits, String file) {
    static Entry of(String digits, String file) {
      return new Entry(digits.toLowerCase(Locale.ROOT), file);
    }
  }
}
