package dev.promoter.rules;

import dev.promoter.domain.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of all rule files of one set, read once so that what is compiled and what is
 * fingerprinted are the same.
 */
final class RuleFiles {
  private static final String OWN = "local";
  private static final String ENDING = ".drl";
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\n]*)\"");

  private final Path directory;
  private final String shipped;
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private RuleFiles(Path directory, String shipped) {
    this.directory = directory;
    this.shipped = shipped;
  }

  static RuleFiles read(Path directory, RuleSet set) {
    RuleFiles files = new RuleFiles(directory, set.folder());
    files.readAll();
    return files;
  }

  /** Why the files cannot be compiled at all; empty when they can be tried. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** File name below the directory, with {@code /}, to content; sorted by name. */
  Map<String, byte[]> contents() {
    return contents;
  }

  /**
   * What stands between double quotes in the operators' own files, each once, in the order of the
   * files: among it are the links and releases that their rules are about.
   */
  List<String> ownWords() {
    return contents.entrySet().stream()
        .filter(file -> file.getKey().startsWith(OWN + "/"))
        .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
        .flatMap(text -> QUOTED.matcher(text).results())
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  /** A file as operators should see it. */
  String shown(String name) {
    return directory.resolve(name).toString();
  }

  /** A problem of the set that no single line is to blame for. */
  Problem problemOfTheWhole(String sentence) {
    return new Problem(directory.toString(), 0, "", "", sentence, false);
  }

  /** The SHA-256 of all names and contents, in hexadecimal. */
  String fingerprint() {
    MessageDigest digest = sha256();
    contents.forEach(
        (name, content) -> {
          digest.update((name + '\n' + content.length + '\n').getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private void readAll() {
    if (!Files.isDirectory(directory.resolve(shipped))) {
      problems.add(
          problem(shipped, "there is no such directory; it must hold the rules to judge by"));
      return;
    }
    readFolder(shipped);
    if (contents.isEmpty() && problems.isEmpty()) {
      problems.add(problem(shipped, "holds no " + ENDING + " file, so nothing could be decided"));
    }
    if (Files.isDirectory(directory.resolve(OWN))) {
      readFolder(OWN);
    }
  }

  private void readFolder(String folder) {
    try (Stream<Path> entries = Files.list(directory.resolve(folder))) {
      entries
          .filter(file -> file.getFileName().toString().endsWith(ENDING))
          .sorted()
          .forEach(file -> readFile(folder + "/" + file.getFileName(), file));
    } catch (IOException e) {
      problems.add(problem(folder, "cannot be listed: " + e));
    }
  }

  private void readFile(String name, Path file) {
    try {
      contents.put(name, Files.readAllBytes(file));
    } catch (IOException e) {
      problems.add(problem(name, "cannot be read: " + e));
    }
  }

  private Problem problem(String name, String sentence) {
    return new Problem(shown(name), 0, "", "", sentence, false);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
