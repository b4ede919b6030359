package dev.promoter.remote.registry;

import java.util.List;

/**
 * A manifest with the very bytes the registry gave, because its digest is theirs: it is never
 * written anew.
 */
public final class Manifest {
  private final MediaType type;
  private final byte[] bytes;
  private final Digest digest;
  private final List<Descriptor> blobs;
  private final List<Descriptor> children;

  private Manifest(MediaType type, byte[] bytes, ManifestReader.Contents contents) {
    this.type = type;
    this.bytes = bytes;
    this.digest = Digest.of(bytes);
    this.blobs = contents.blobs();
    this.children = contents.children();
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException when it is none of this type; the message says why
   */
  static Manifest of(MediaType type, byte[] bytes) {
    return new Manifest(type, bytes, ManifestReader.read(type, bytes));
  }

  /** What kind it is. */
  public MediaType type() {
    return type;
  }

  /** The digest of its bytes, computed from them. */
  public Digest digest() {
    return digest;
  }

  /** Its size in bytes. */
  public int size() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The configuration and the layers, each once; empty for an index. */
  List<Descriptor> blobs() {
    return blobs;
  }

  /** The manifests an index lists, each once; empty for any other. */
  List<Descriptor> children() {
    return children;
  }

  @Override
  public String toString() {
    return type + " " + digest;
  }
}
