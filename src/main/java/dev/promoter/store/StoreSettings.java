package dev.promoter.store;

import dev.promoter.domain.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the store is.
 *
 * @param url a JDBC address of an H2 file or of PostgreSQL; empty for the H2 file {@code promoter}
 *     in the state directory
 * @param user the database user; for an H2 file the one it was created with
 * @param password empty when the database asks for none
 * @param stateDir where the default database and the locks of this host are kept
 */
public record StoreSettings(String url, String user, Optional<Secret> password, Path stateDir) {
  private static final String DEFAULT_USER = "promoter";

  /** The default: an H2 file in the state directory. */
  public static StoreSettings inState(Path stateDir) {
    return new StoreSettings("", DEFAULT_USER, Optional.empty(), stateDir);
  }

  String passwordText() {
    return password.map(Secret::reveal).orElse("");
  }
}
