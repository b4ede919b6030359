package dev.promoter.remote.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The host keys that are trusted for one server, from a file as OpenSSH writes it. Nothing is ever
 * added to it: an unknown key is refused.
 */
final class KnownHosts {
  private static final int LONGEST = 8 * 1024 * 1024;
  private static final String REVOKED = "revoked";

  private final ImageServer server;
  private final List<KnownHostEntry> entries;

  private KnownHosts(ImageServer server, List<KnownHostEntry> entries) {
    this.server = server;
    this.entries = entries;
  }

  /**
   * Reads the file anew.
   *
   * @throws IllegalArgumentException with a reason when it cannot be read
   */
  static KnownHosts read(ImageServer server) {
    try (InputStream in = Files.newInputStream(Path.of(server.knownHosts()))) {
      byte[] bytes = in.readNBytes(LONGEST);
      List<KnownHostEntry> entries =
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .flatMap(line -> entry(line).stream())
              .filter(entry -> revoked(entry) || entry.isHostMatch(server.host(), server.port()))
              .toList();
      return new KnownHosts(server, entries);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "there is no file %s with the host keys that are trusted; %s"
              .formatted(server.knownHosts(), advice(server)),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file %s of known_hosts cannot be read".formatted(server.knownHosts()), e);
    }
  }

  /** A line that is not understood trusts nobody. */
  private static Optional<KnownHostEntry> entry(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(text))
          .filter(entry -> entry.getKeyEntry() != null);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The kinds of keys that are known, so that the server is asked for one of these first. */
  Set<String> keyTypes() {
    return entries.stream()
        .filter(KnownHosts::plain)
        .map(entry -> entry.getKeyEntry().getKeyType())
        .collect(Collectors.toSet());
  }

  /** Why a key is not accepted; empty when it is. */
  Optional<String> fault(PublicKey key) {
    byte[] shown = bytes(key);
    List<KnownHostEntry> same =
        entries.stream()
            .filter(entry -> Arrays.equals(entry.getKeyEntry().getKeyData(), shown))
            .toList();
    if (same.stream().anyMatch(KnownHosts::revoked)) {
      return Optional.of(
          "the host key of %s is marked as revoked in %s: nobody may trust it"
              .formatted(server.host(), server.knownHosts()));
    }
    if (same.stream().anyMatch(KnownHosts::plain)) {
      return Optional.empty();
    }
    return Optional.of(keyTypes().isEmpty() ? unknown(key) : changed(key));
  }

  private String unknown(PublicKey key) {
    return "the host key of %s is unknown: it shows %s, and %s has none for it; %s"
        .formatted(server.host(), print(key), server.knownHosts(), advice(server));
  }

  private String changed(PublicKey key) {
    return "the host key of %1$s has changed: it shows %2$s, and %3$s has another one. Somebody may be in"
            .formatted(server.host(), print(key), server.knownHosts())
        + " between. If its administrator confirms the new key, remove the old one (ssh-keygen -R '%s' -f %s) and %s"
            .formatted(
                server.port() == 22 ? server.host() : "[" + server.host() + "]:" + server.port(),
                server.knownHosts(),
                advice(server));
  }

  private static String advice(ImageServer server) {
    return "compare it with what its administrator says, then add it (ssh-keyscan -p %d %s >> %s)"
        .formatted(server.port(), server.host(), server.knownHosts());
  }

  private static String print(PublicKey key) {
    return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
  }

  /** Whatever host it was for: nobody shows a revoked key for a good reason. */
  private static boolean revoked(KnownHostEntry entry) {
    return REVOKED.equals(entry.getMarker());
  }

  /** Certificates of authorities are not understood; such a line is no key of the host itself. */
  private static boolean plain(KnownHostEntry entry) {
    return entry.getMarker() == null || entry.getMarker().isEmpty();
  }

  private static byte[] bytes(PublicKey key) {
    ByteArrayBuffer buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(key);
    return buffer.getCompactData();
  }
}
