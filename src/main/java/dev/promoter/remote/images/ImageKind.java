package dev.promoter.remote.images;

import dev.promoter.domain.Release;
import java.util.List;

/** What lies in the directories: the same mechanism for both, with another root. */
public enum ImageKind {
  /** Disk images. */
  IMAGES("images", "disk images", "qcow_client", true),
  /** Dockerfiles. */
  DOCKERFILES("dockerfiles", "Dockerfiles", "dockerfile_client", false);

  private final String word;
  private final String title;
  private final String client;
  private final boolean checksumsNeeded;

  ImageKind(String word, String title, String client, boolean checksumsNeeded) {
    this.word = word;
    this.title = title;
    this.client = client;
    this.checksumsNeeded = checksumsNeeded;
  }

  /** How kinds of actions call it. */
  String word() {
    return word;
  }

  /** How sentences call it. */
  String title() {
    return title;
  }

  /** The name that {@code allowed_clients} has for it (contract dlrn.md section 7). */
  String client() {
    return client;
  }

  /** Whether a directory without any checksum file is incomplete. */
  boolean checksumsNeeded() {
    return checksumsNeeded;
  }

  boolean allowedBy(Release release) {
    return List.of(release.settings().find("allowed_clients").orElse("").split("\\s*,\\s*"))
        .contains(client);
  }

  /** Why they take no part although they are allowed to. */
  String absence(Release release) {
    String lacking =
        this == IMAGES
            ? "there is no section [image_server %s]"
                .formatted(release.settings().find("default_qcow_server").orElse("rdo"))
            : "dockerfile_root is not set";
    return "names %s, but %s: %s take no part in promotions".formatted(client, lacking, title);
  }
}
