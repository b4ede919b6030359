package dev.promoter.sandbox;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a registry stand-in holds. Not thread-safe: its server is. */
final class RegistryShelf {
  private final SortedMap<String, Repository> repositories = new TreeMap<>();
  private final Map<String, Upload> uploads = new HashMap<>();

  /** A manifest as it was put. */
  static final class Stored {
    private final String type;
    private final byte[] bytes;

    Stored(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    String type() {
      return type;
    }

    byte[] bytes() {
      return bytes;
    }

    String digest() {
      return RegistryShelf.digest(bytes);
    }
  }

  /** A blob on its way in. */
  record Upload(String repository, ByteArrayOutputStream bytes) {}

  /** One repository. */
  static final class Repository {
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, Stored> manifests = new LinkedHashMap<>();
    private final SortedMap<String, String> tags = new TreeMap<>();

    Map<String, byte[]> blobs() {
      return blobs;
    }

    Map<String, Stored> manifests() {
      return manifests;
    }

    /** Tag to digest. */
    SortedMap<String, String> tags() {
      return tags;
    }

    Optional<Stored> find(String reference) {
      String digest = reference.contains(":") ? reference : tags.getOrDefault(reference, "");
      return Optional.ofNullable(manifests.get(digest));
    }
  }

  static String digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  SortedMap<String, Repository> repositories() {
    return repositories;
  }

  Map<String, Upload> uploads() {
    return uploads;
  }

  Optional<Repository> find(String name) {
    return Optional.ofNullable(repositories.get(name));
  }

  Repository open(String name) {
    return repositories.computeIfAbsent(name, key -> new Repository());
  }

  Optional<byte[]> blob(String repository, String digest) {
    return find(repository).map(found -> found.blobs().get(digest));
  }
}
