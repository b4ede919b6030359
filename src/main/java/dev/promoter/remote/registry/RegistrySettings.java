package dev.promoter.remote.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One container registry.
 *
 * @param name what people call it, for messages
 * @param address scheme, host and perhaps port; the API is at {@code /v2/} of it
 * @param login empty for anonymous
 * @param parallelism the most requests at a time
 */
public record RegistrySettings(String name, URI address, Optional<Login> login, int parallelism) {
  /** Enough to move 150 tags in a third of a second when each answer takes 20 ms. */
  public static final int PARALLELISM = 16;

  private static final int MOST = 64;

  public RegistrySettings {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    if (!Set.of("http", "https").contains(scheme)
        || address.getHost() == null
        || address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || !Set.of("", "/").contains(path)) {
      throw new IllegalArgumentException(
          "the address of a registry is http:// or https://, a host and perhaps a port, nothing else");
    }
    if (parallelism < 1 || parallelism > MOST) {
      throw new IllegalArgumentException("a registry is asked 1 to " + MOST + " times at once");
    }
  }

  /** A registry that is asked anonymously, with the usual parallelism. */
  public static RegistrySettings of(String name, URI address) {
    return new RegistrySettings(name, address, Optional.empty(), PARALLELISM);
  }

  /** The same registry asked by somebody. */
  public RegistrySettings as(Login who) {
    return new RegistrySettings(name, address, Optional.of(who), parallelism);
  }

  /** The same registry with another number of simultaneous requests. */
  public RegistrySettings parallel(int most) {
    return new RegistrySettings(name, address, login, most);
  }

  /** The name of the system in messages. */
  String system() {
    return "registry " + name;
  }

  /** Host and port, as in the name of an image. */
  String host() {
    return address.getRawAuthority();
  }

  URI at(String target) {
    return address.resolve(target);
  }
}
