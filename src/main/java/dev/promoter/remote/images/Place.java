package dev.promoter.remote.images;

import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import java.util.Optional;

/**
 * Where the directories and links of one release lie (contract dlrn.md section 10).
 *
 * @param server the server
 * @param directory {@code <root>/<distro><version>/<release>/rdo_trunk}
 */
record Place(ImageServer server, String directory) {
  /** What a release says; empty when the effect takes no part in it. */
  static Optional<Place> of(Release release, ImageKind kind) {
    Settings settings = release.settings();
    return server(settings, kind).map(server -> new Place(server, directory(server, settings)));
  }

  private static Optional<ImageServer> server(Settings settings, ImageKind kind) {
    if (kind == ImageKind.IMAGES) {
      return ImageServer.of(settings, settings.find("default_qcow_server").orElse("rdo"));
    }
    Optional<String> root = settings.find("dockerfile_root");
    return root.flatMap(
        path ->
            settings
                .find("dockerfile_server")
                .map(name -> ImageServer.of(settings, name).map(server -> server.withRoot(path)))
                .orElseGet(() -> Optional.of(ImageServer.local(path))));
  }

  private static String directory(ImageServer server, Settings settings) {
    String root = server.root().endsWith("/") ? server.root() : server.root() + "/";
    return root
        + settings.get("distro_name")
        + settings.get("distro_version")
        + "/"
        + settings.get("release")
        + "/rdo_trunk";
  }

  /** The path of a directory or link in it. */
  String path(String name) {
    return Links.path(directory, name);
  }

  /** What a link to the directory of a hash says. */
  String linkText(String hash) {
    return server.relativeLinks() ? hash : path(hash);
  }
}
