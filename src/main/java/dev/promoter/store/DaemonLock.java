package dev.promoter.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Makes sure that one daemon at most works on a state directory. */
public final class DaemonLock implements AutoCloseable {
  private static final String FILE = "daemon.lock";

  private final LockFile lock;

  private DaemonLock(LockFile lock) {
    this.lock = lock;
  }

  /**
   * Takes the state directory for this process, creating it if needed. The operating system gives
   * it back however the process ends.
   *
   * @param now when the daemon started, for whoever is refused, UTC
   * @throws StoreException naming the daemon that has it, or why the lock cannot be taken
   */
  public static DaemonLock acquire(Path stateDir, Instant now) {
    Path directory = StateDirectory.prepare(stateDir);
    Path file = directory.resolve(FILE);
    try {
      Optional<LockFile> lock = LockFile.tryLock(file);
      if (lock.isEmpty()) {
        throw new StoreException(
            "another promoter daemon works on the state directory %s (%s); stop it first, or give this one another state directory"
                .formatted(directory, holder(file)));
      }
      lock.get().write("process %d since %s%n".formatted(ProcessHandle.current().pid(), now));
      return new DaemonLock(lock.get());
    } catch (IOException e) {
      throw new StoreException(
          "the lock of the daemon, %s, cannot be taken: %s".formatted(file, Faults.reason(e)), e);
    }
  }

  /** Gives the state directory back. */
  @Override
  public void close() {
    lock.close();
  }

  private static String holder(Path file) throws IOException {
    String text = LockFile.read(file).strip();
    return text.isEmpty() ? "it has just started" : text;
  }
}
