package dev.promoter.remote.containers;

import dev.promoter.domain.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One {@code [registry NAME]} as a release uses it.
 *
 * @param name its name
 * @param address scheme, host and perhaps port
 * @param namespace what stands before the names of the containers
 * @param user who logs in; empty for nobody
 * @param passwordSecret the name of the password among the secrets; empty without user
 * @param caBundle certificates to trust besides those of the Java installation
 * @param quayToken the name of Quay's token among the secrets; empty when no repositories are made
 * @param parallel the most requests at a time
 */
record Depot(
    String name,
    URI address,
    String namespace,
    String user,
    String passwordSecret,
    Optional<Path> caBundle,
    String quayToken,
    int parallel) {
  static Depot of(String name, Settings section, String usualNamespace) {
    boolean quay = section.find("create_repositories").filter("quay"::equals).isPresent();
    return new Depot(
        name,
        URI.create(section.get("url")),
        section.find("namespace").orElse(usualNamespace),
        section.find("username").orElse(""),
        section.find("password_secret").orElse(""),
        section.find("ca_bundle").map(Path::of),
        quay ? section.get("token_secret") : "",
        Integer.parseInt(section.find("parallel").orElse("16")));
  }

  /** Host and namespace, as in the names of images. */
  String shown() {
    return address.getRawAuthority() + "/" + namespace;
  }

  /** How sentences call it. */
  String title() {
    return "registry " + name;
  }
}
