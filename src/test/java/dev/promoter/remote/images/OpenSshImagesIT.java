package dev.promoter.remote.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Outcome;
import dev.promoter.fakes.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same against the server that everybody has. Where it is not installed this is skipped, unless
 * PROMOTER_REQUIRE_SERVERS is yes.
 */
class OpenSshImagesIT extends ImagesContract {
  @TempDir static Path keys = Path.of("target/unset");
  @TempDir Path scratch = Path.of("target/unset");
  private final List<OpenSsh> running = new ArrayList<>();
  private int port;

  @BeforeAll
  static void installed() throws Exception {
    OpenSsh.requireInstalled();
    OpenSsh.keys(keys);
  }

  @Override
  Map<String, String> section(Path root) throws Exception {
    OpenSsh server = OpenSsh.start(scratch, keys);
    running.add(server);
    port = server.port();
    return Map.of(
        "root",
        root.toString(),
        "host",
        "127.0.0.1",
        "port",
        Integer.toString(port),
        "user",
        System.getProperty("user.name"),
        "key_file",
        keys.resolve("id").toString(),
        "known_hosts",
        scratch.resolve("known_hosts").toString(),
        "connect_timeout",
        "PT10S",
        "answer_timeout",
        "PT10S");
  }

  @Override
  Map<String, String> secrets() {
    return Map.of("PHRASE", "0pen sesame");
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (OpenSsh server : running) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void every_kind_of_key_lets_the_user_in_with_a_passphrase_too(String type) throws Exception {
    OpenSsh.keygen(scratch.resolve("locked"), type, "0pen sesame");
    Files.writeString(
        scratch.resolve("authorized_keys"), Files.readString(scratch.resolve("locked.pub")));
    ride.section(
        Map.of("key_file", scratch.resolve("locked").toString(), "passphrase_secret", "PHRASE"));

    assertThat(ride.promote(Ride.NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_key_that_the_server_does_not_know_is_refused() throws Exception {
    OpenSsh.keygen(scratch.resolve("stranger"), "ed25519", "");
    ride.section(Map.of("key_file", scratch.resolve("stranger").toString()));

    assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES).orElseThrow().sentence())
        .contains("the server accepts neither of what there is for")
        .contains("the key " + scratch.resolve("stranger"));
  }

  @Test
  void hashed_host_names_are_understood() throws Exception {
    Process hashing =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-H", "-f", scratch.resolve("known_hosts").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(hashing.waitFor()).isZero();
    assertThat(Files.readString(scratch.resolve("known_hosts"))).startsWith("|1|");

    assertThat(ride.promote(Ride.NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void the_host_key_of_another_server_is_refused() throws Exception {
    OpenSsh.keygen(scratch.resolve("other"), "ed25519", "");
    String other = Files.readString(scratch.resolve("other.pub")).strip();
    Files.writeString(scratch.resolve("known_hosts"), "[127.0.0.1]:%d %s%n".formatted(port, other));

    assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES).orElseThrow().sentence())
        .contains("the host key of 127.0.0.1 has changed: it shows ssh-ed25519 SHA256:");
  }
}
