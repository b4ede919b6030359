package dev.promoter.remote.shaman;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a build is for.
 *
 * @param distro the distribution, for example {@code centos}
 * @param version its version or codename, as the operator wrote it
 * @param flavor the build flavor, which may contain dashes
 */
public record Platform(String distro, String version, String flavor) {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+]*");
  private static final Pattern FLAVOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  /**
   * Versions by codename. Shaman keeps Debian and Ubuntu under the codename, and does not know the
   * version of the younger ones at all (contract ceph.md section 4).
   */
  private static final Map<String, String> CODENAMES =
      Map.ofEntries(
          Map.entry("bionic", "18.04"),
          Map.entry("focal", "20.04"),
          Map.entry("jammy", "22.04"),
          Map.entry("noble", "24.04"),
          Map.entry("resolute", "26.04"),
          Map.entry("stretch", "9"),
          Map.entry("buster", "10"),
          Map.entry("bullseye", "11"),
          Map.entry("bookworm", "12"),
          Map.entry("trixie", "13"));

  /** Distributions that have codenames. */
  private static final Set<String> NAMED = Set.of("ubuntu", "debian");

  /**
   * Reads {@code DISTRO-VERSION-FLAVOR}, which is split at the first two dashes.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Platform parse(String text) {
    String[] parts = text.strip().split("-", 3);
    if (parts.length < 3
        || !PART.matcher(parts[0]).matches()
        || !PART.matcher(parts[1]).matches()
        || !FLAVOR.matcher(parts[2]).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no platform: it must be DISTRO-VERSION-FLAVOR, for example"
              + " centos-9-default or ubuntu-jammy-default");
    }
    return new Platform(parts[0], parts[1], parts[2]);
  }

  /**
   * Reads a list with commas or blanks between its platforms; each counts once.
   *
   * @throws IllegalArgumentException when one of them is something else, or there is none
   */
  public static List<Platform> parseAll(String text) {
    Set<Platform> platforms = new LinkedHashSet<>();
    for (String part : text.strip().split("[,\\s]+", -1)) {
      if (!part.isEmpty()) {
        platforms.add(parse(part));
      }
    }
    if (platforms.isEmpty()) {
      throw new IllegalArgumentException("the list of platforms is empty");
    }
    return List.copyOf(platforms);
  }

  /** What Shaman may keep it under, in the order to try: the codename where there is one. */
  List<String> versions() {
    List<String> versions = new ArrayList<>(List.of(version));
    if (NAMED.contains(distro)) {
      CODENAMES.forEach(
          (codename, number) -> {
            if (version.equals(number) && (distro.equals("ubuntu") == number.contains("."))) {
              versions.add(0, codename);
            } else if (version.equals(codename)) {
              versions.add(number);
            }
          });
    }
    return versions;
  }

  /** Whether an entry with these fields is about this platform; either field may be empty. */
  boolean matches(String entryDistro, String entryVersion, String codename, String entryFlavor) {
    return distro.equals(entryDistro)
        && flavor.equals(entryFlavor)
        && (versions().contains(entryVersion) || versions().contains(codename));
  }

  @Override
  public String toString() {
    return distro + "-" + version + "-" + flavor;
  }
}
