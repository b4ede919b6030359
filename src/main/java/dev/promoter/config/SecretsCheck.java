package dev.promoter.config;

import dev.promoter.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Looks at the files that hold secrets: are they there, and closed to others. */
record SecretsCheck(FileSecrets secrets, String file, Map<String, Integer> lines) {
  /** What is wrong with the files of these secrets; those of [secrets] are always looked at. */
  List<Problem> run(Collection<String> names) {
    TreeSet<String> all = new TreeSet<>(names);
    all.addAll(lines.keySet());
    return all.stream().flatMap(name -> check(name).stream()).toList();
  }

  private Optional<Problem> check(String name) {
    return secrets.file(name).flatMap(path -> fault(name, path));
  }

  private Optional<Problem> fault(String name, Path path) {
    if (!Files.isRegularFile(path)) {
      return Optional.of(problem(name, "there is no file " + path, false));
    }
    if (!Files.isReadable(path)) {
      return Optional.of(problem(name, "the file " + path + " cannot be read", false));
    }
    if (secrets.find(name).isEmpty()) {
      return Optional.of(problem(name, "the file " + path + " holds no secret", false));
    }
    if (open(path)) {
      String sentence =
          "everybody can read the file " + path + "; take that right away (chmod o-r)";
      return Optional.of(problem(name, sentence, true));
    }
    return Optional.empty();
  }

  private Problem problem(String name, String sentence, boolean warning) {
    Integer line = lines.get(name);
    return line == null
        ? new Problem(file, 0, "", "", "secret " + name + ": " + sentence, warning)
        : new Problem(file, line, DaemonLoader.SECRETS, name, sentence, warning);
  }

  private static boolean open(Path path) {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      // Without POSIX permissions there is nothing to say.
      return false;
    }
  }
}
