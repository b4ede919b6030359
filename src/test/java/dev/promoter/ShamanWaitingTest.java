package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.sandbox.ShamanServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on the real program and a stand-in. */
class ShamanWaitingTest {
  private static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  private static final List<String> ARCHS = List.of("x86_64");

  @TempDir Path config;

  private final ShamanServer server = ShamanServer.start(0, InstantSource.system());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void everything_is_ready() {
    server.repository(place("centos", "9"), "ready", ARCHS);
    server.repository(place("ubuntu", "jammy"), "ready", ARCHS);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static ShamanServer.Place place(String distro, String version) {
    return new ShamanServer.Place("reef", SHA1, distro, version, "default");
  }

  private int run(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("wait-for-shaman", "--branch", "reef", "--sha1", SHA1, "--timeout", "0"));
    words.addAll(List.of("--config", config.toString()));
    words.addAll(List.of(more));
    out.reset();
    err.reset();
    Outside outside =
        new Outside(
            environment,
            InstantSource.system(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            UnaryOperator.identity());
    return Promoter.run(
        words.toArray(String[]::new), outside, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void the_option_names_the_server() {
    environment.put("SHAMAN_URL", "http://127.0.0.1:1");

    assertThat(run("--shaman-url", server.address() + "/")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo(SHA1);
  }

  @Test
  void else_the_environment_and_else_the_configuration() throws IOException {
    Files.writeString(
        config.resolve("promoter.ini"), "[defaults]\nshaman_url: " + server.address() + "\n");
    assertThat(run()).isZero();

    environment.put("SHAMAN_URL", "http://127.0.0.1:1");
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("127.0.0.1:1", "refused");
  }

  @Test
  void without_an_address_nothing_is_asked() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing says where Shaman is");
  }

  @Test
  void a_platform_that_is_none_is_an_error_of_the_command_line() {
    assertThat(run("--shaman-url", server.address(), "--platform", "centos9")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("DISTRO-VERSION-FLAVOR");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void what_is_not_ready_is_named_and_ends_with_1() {
    assertThat(run("--shaman-url", server.address(), "--platform", "rocky-10-default"))
        .isEqualTo(1);
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("rocky-10-default of reef", "not ready after 0 seconds");
  }
}
