package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file; with {@code -Dgolden.update=true} writes it instead, to be reviewed. */
public final class Golden {
  private Golden() {}

  /** Compares with the file, a path below the project. */
  public static void compare(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
    }
    assertThat(actual)
        .as("%s; after a wanted change run the tests with -Dgolden.update=true", file)
        .isEqualTo(Files.readString(file));
  }

  static void compare(String name, String actual) throws IOException {
    compare(Path.of("src/test/resources/golden/cli", name), actual);
  }
}
