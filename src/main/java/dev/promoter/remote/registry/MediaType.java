package dev.promoter.remote.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of manifest that are copied with their bytes and digest. All of them are always asked
 * for: a registry that is not offered the kind it holds converts it to another one, with another
 * digest.
 */
public enum MediaType {
  DOCKER_MANIFEST("application/vnd.docker.distribution.manifest.v2+json", false),
  DOCKER_LIST("application/vnd.docker.distribution.manifest.list.v2+json", true),
  OCI_MANIFEST("application/vnd.oci.image.manifest.v1+json", false),
  OCI_INDEX("application/vnd.oci.image.index.v1+json", true);

  /** The header that offers all of them. */
  static final String ACCEPT =
      Arrays.stream(values()).map(MediaType::value).collect(Collectors.joining(", "));

  private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

  private final String value;
  private final boolean index;

  MediaType(String value, boolean index) {
    this.value = value;
    this.index = index;
  }

  /** As it stands in headers and manifests. */
  public String value() {
    return value;
  }

  /** Whether such a manifest lists other manifests, one for each architecture. */
  public boolean index() {
    return index;
  }

  /** The kind a header names, with or without parameters; empty for any other type. */
  static Optional<MediaType> of(String header) {
    String type = plain(header);
    return Arrays.stream(values()).filter(known -> known.value.equals(type)).findFirst();
  }

  /** Whether a header names the old kind, whose digest says nothing about the image. */
  static boolean schema1(String header) {
    return plain(header).startsWith(SCHEMA_1);
  }

  static boolean html(String header) {
    return plain(header).equals("text/html") || plain(header).equals("application/xhtml+xml");
  }

  private static String plain(String header) {
    int semicolon = header.indexOf(';');
    String type = semicolon < 0 ? header : header.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
