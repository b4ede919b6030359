package dev.promoter.engine;

import dev.promoter.domain.Secret;
import java.util.Optional;

/** Port: passwords and tokens by name, from files, systemd credentials or the environment. */
public interface Secrets {
  /**
   * The secret of this name, for example {@code DLRNAPI_PASSWORD}; read again at each call, so that
   * a rotated secret is used without a restart. Empty when nobody gave it.
   */
  Optional<Secret> find(String name);

  /** Why there is none although a place is named for it, as a sentence without the secret. */
  default Optional<String> objection(String name) {
    return Optional.empty();
  }
}
