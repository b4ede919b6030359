package dev.promoter.remote.dlrn;

import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.RemoteException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The options of a release that DLRN needs (contract dlrn.md sections 7 and 8).
 *
 * @param api the API address without a trailing slash; {@code /api/...} is appended to it
 * @param repository the address of the repository tree without a trailing slash
 * @param user the user of the API; with Kerberos, who logs in
 * @param kerberos whether {@code dlrnauth_auth_method} is {@code kerberosAuth}
 * @param principal the principal of the server
 * @param credentialsOnReads whether credentials are sent on GET requests too
 * @param secret the name of the password among the secrets
 * @param caBundle certificates to trust besides those of the Java installation
 */
record DlrnSettings(
    URI api,
    URI repository,
    String user,
    boolean kerberos,
    String principal,
    boolean credentialsOnReads,
    String secret,
    Optional<Path> caBundle) {

  /**
   * The options of a release.
   *
   * @throws RemoteException when an address is none, so that the release has no usable server
   */
  static DlrnSettings of(Release release) {
    Settings settings = release.settings();
    URI api = address(settings, "api_url");
    return new DlrnSettings(
        api,
        address(settings, "repo_url"),
        settings.find("dlrnauth_username").or(() -> settings.find("username")).orElse("ciuser"),
        isKerberos(settings),
        settings.find("dlrnauth_server_principal").orElse("HTTP/" + api.getHost()),
        settings.isTrue("dlrnauth_force_auth"),
        settings.find("password_secret").orElse("DLRNAPI_PASSWORD"),
        settings.find("ca_bundle").filter(path -> !path.isBlank()).map(Path::of));
  }

  private static boolean isKerberos(Settings settings) {
    String method = settings.find("dlrnauth_auth_method").orElse("basicAuth");
    return switch (method) {
      case "basicAuth" -> false;
      case "kerberosAuth" -> true;
      default ->
          throw unusable(
              "dlrnauth_auth_method", "'" + method + "' is neither basicAuth nor kerberosAuth");
    };
  }

  private static URI address(Settings settings, String option) {
    String value = settings.get(option).strip();
    try {
      URI uri = new URI(withoutTrailingSlash(value));
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException broken) {
      throw unusable(option, "its value is no address");
    }
    throw unusable(option, "its value is not an address of the form http(s)://host/path");
  }

  private static String withoutTrailingSlash(String address) {
    int end = address.length();
    while (end > 0 && address.charAt(end - 1) == '/') {
      end--;
    }
    return address.substring(0, end);
  }

  /** Never shows the value: it may hold a password that was put into the address. */
  private static RemoteException unusable(String option, String reason) {
    return RemoteException.of(
        DlrnClient.SYSTEM, "find its server", "option " + option, reason, 0, false);
  }
}
