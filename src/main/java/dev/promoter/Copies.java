package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.config.Configuration;
import dev.promoter.store.DaemonLock;
import dev.promoter.store.Store;
import dev.promoter.store.StoreException;
import dev.promoter.store.StoreSettings;
import java.nio.file.Path;

/** Backup and restore of the database; needs nothing else of the program. */
final class Copies {
  private final Opening opening;
  private final Outside outside;

  Copies(Opening opening, Outside outside) {
    this.opening = opening;
    this.outside = outside;
  }

  void backup(Path file) {
    said(
        () -> {
          try (Store store = Store.open(settings())) {
            store.backup(file);
          }
        });
  }

  void restore(Path file) {
    said(
        () -> {
          StoreSettings settings = settings();
          try (DaemonLock lock = DaemonLock.acquire(settings.stateDir(), opening.now())) {
            Store.restore(settings, file);
          }
        });
  }

  private StoreSettings settings() {
    Configuration configuration = opening.configuration(true);
    return Services.storeSettings(configuration.daemon(), outside);
  }

  private static void said(Runnable work) {
    try {
      work.run();
    } catch (StoreException e) {
      throw OperationException.failure(String.valueOf(e.getMessage()));
    }
  }
}
