package dev.promoter.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.kie.api.KieBase;

/** Directories of rule files made for a test, beginning with the shipped ones. */
final class RuleFolder {
  static final Path SHIPPED = Path.of("rules");

  private RuleFolder() {}

  /** The shipped rules as they are, in a directory of their own. */
  static Path copy(Path directory) {
    write(directory, "promotion/criteria.drl", read("promotion/criteria.drl"));
    write(directory, "promotion/decisions.drl", read("promotion/decisions.drl"));
    return directory;
  }

  /** The shipped rules with the rules of each file, and the files, in another order. */
  static Path shuffled(Path directory, Random random) {
    boolean swapped = random.nextBoolean();
    write(
        directory,
        swapped ? "promotion/b.drl" : "promotion/a.drl",
        shuffled(read("promotion/criteria.drl"), random));
    write(
        directory,
        swapped ? "promotion/a.drl" : "promotion/b.drl",
        shuffled(read("promotion/decisions.drl"), random));
    return directory;
  }

  static Path write(Path directory, String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String name) {
    try {
      return Files.readString(SHIPPED.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules of a directory, which must compile. */
  static KieBase base(Path directory) {
    RuleCompiler compiler = new RuleCompiler(RuleFiles.read(directory, RuleSet.PROMOTION));
    return compiler
        .compile()
        .orElseThrow(() -> new IllegalStateException(compiler.problems().toString()));
  }

  private static String shuffled(String text, Random random) {
    String[] parts = text.split("(?m)^(?=rule \")");
    List<String> rules = new ArrayList<>(List.of(parts).subList(1, parts.length));
    Collections.shuffle(rules, random);
    return parts[0] + String.join("\n", rules);
  }
}
