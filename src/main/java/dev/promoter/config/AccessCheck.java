package dev.promoter.config;

import dev.promoter.domain.Settings;
import dev.promoter.engine.Secrets;
import java.util.List;

/**
 * Checks that a release has what it needs to be let in: password or principal, and a usable file of
 * authorities. Opens no connection.
 */
record AccessCheck(Layer own, int mainLine, Settings settings, Secrets secrets, Problems problems) {
  /**
   * Reports what is missing.
   *
   * @param dryRun whether nothing will be written, so that a password is a convenience
   */
  void run(boolean dryRun) {
    checkUsername();
    settings.values().forEach(this::checkSection);
    if (settings.get("dlrnauth_auth_method").equals(ReleaseKeys.KERBEROS)) {
      if (settings.find("dlrnauth_server_principal").isEmpty()) {
        error(
            "dlrnauth_auth_method",
            "kerberosAuth needs dlrnauth_server_principal, such as HTTP/host@REALM");
      }
    } else {
      checkPassword(dryRun);
    }
  }

  private void checkUsername() {
    List<String> names =
        List.of("username", "dlrnauth_username").stream()
            .flatMap(key -> own.find(key).stream())
            .map(Layer.Value::text)
            .distinct()
            .toList();
    if (names.size() > 1) {
      error("dlrnauth_username", "contradicts username, which is its older name; keep one");
    }
  }

  private void checkPassword(boolean dryRun) {
    String secret = settings.get("password_secret");
    if (secrets.find(secret).isPresent()) {
      return;
    }
    String sentence = "there is no password: give the secret " + secret + places(secrets, secret);
    if (dryRun) {
      problems.warning(line("password_secret"), Targets.MAIN, "password_secret", sentence);
    } else {
      error("password_secret", sentence);
    }
  }

  /**
   * A section may belong to a server that this release does not use. Of registries it is known
   * which ones it uses: see {@link ContainersCheck}.
   */
  private void checkSection(String option, String secret) {
    int end = option.lastIndexOf(' ');
    if (end < 0
        || !option.endsWith("_secret")
        || option.startsWith(RegistryKeys.KIND + " ")
        || secrets.find(secret).isPresent()) {
      return;
    }
    problems.warning(
        mainLine,
        option.substring(0, end),
        option.substring(end + 1),
        "there is no secret " + secret + ": give it" + places(secrets, secret));
  }

  /** Where a secret that is missing may be put, and what is wrong where it was looked for. */
  static String places(Secrets secrets, String secret) {
    return " as environment variable %1$s, as a file named by %1$s_FILE, as systemd credential %1$s, or by its path under [secrets] in promoter.ini%2$s"
        .formatted(secret, secrets.objection(secret).map(why -> "; " + why).orElse(""));
  }

  private void error(String key, String sentence) {
    problems.error(line(key), Targets.MAIN, key, sentence);
  }

  /** The line of the option, or of its section when the file does not set it. */
  private int line(String key) {
    return own.find(key).map(Layer.Value::line).orElse(mainLine);
  }
}
