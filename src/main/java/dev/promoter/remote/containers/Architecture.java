package dev.promoter.remote.containers;

import dev.promoter.domain.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An architecture that containers are built for (contract dlrn.md section 9, point 6). */
enum Architecture {
  X86_64("amd64"),
  PPC64LE("ppc64le"),
  AARCH64("arm64"),
  S390X("s390x");

  private final String platform;

  Architecture(String platform) {
    this.platform = platform;
  }

  /** What multi-architecture lists call it. */
  String platform() {
    return platform;
  }

  /** What tags and options call it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Only these builds were ever late: a list goes without them. */
  boolean mayBeMissing() {
    return this == PPC64LE;
  }

  static Architecture of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Those that the lists of a release have; empty when it has no lists. */
  static List<Architecture> wanted(Settings settings) {
    if (!settings.isTrue("manifest_push")) {
      return List.of();
    }
    boolean ppc = settings.isTrue("ppc_manifests");
    return Arrays.stream(settings.get("manifest_architectures").split(","))
        .map(Architecture::of)
        .filter(architecture -> ppc || architecture != PPC64LE)
        .toList();
  }
}
