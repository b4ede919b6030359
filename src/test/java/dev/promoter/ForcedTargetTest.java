package dev.promoter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forced promotion moves the links that the release has, and makes no new ones. */
class ForcedTargetTest {
  @TempDir Path directory;

  @Test
  void a_misspelt_target_of_a_forced_promotion_is_a_usage_fault() throws IOException {
    Path releases = Files.createDirectories(directory.resolve("config/releases"));
    Files.writeString(
        releases.resolve("a.ini"),
        "[main]\napi_url: http://127.0.0.1:9/api\n[promote_from]\nto: from\n[to]\njob\n");
    Outside outside =
        new Outside(
            Map.of("DLRNAPI_PASSWORD", "secret"),
            InstantSource.system(),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            UnaryOperator.identity());
    String[] command = {
      "force-promote",
      "--config=" + directory.resolve("config"),
      "--state=" + directory.resolve("state"),
      "--release=a",
      "from",
      "too",
      "--aggregate-hash=0123456789abcdef0123456789abcdef",
      "--reason=x"
    };

    assertThat(Promoter.run(command, outside)).isEqualTo(2);
  }
}
