package dev.promoter.store;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseLocks;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The locks of one host: a file per release, locked by the operating system. */
final class FileReleaseLocks implements ReleaseLocks {
  private final Path directory;

  FileReleaseLocks(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Held> tryLock(ReleaseName release) {
    Path file = StateDirectory.prepare(directory).resolve(fileName(release));
    try {
      Optional<LockFile> lock = LockFile.tryLock(file);
      if (lock.isPresent()) {
        lock.get().write("process " + ProcessHandle.current().pid() + "\n");
      }
      return lock.map(held -> held::close);
    } catch (IOException e) {
      throw new StoreException(
          "the lock of the release %s, %s, cannot be taken: %s"
              .formatted(release, file, Faults.reason(e)),
          e);
    }
  }

  private static String fileName(ReleaseName release) {
    return URLEncoder.encode(release.value(), StandardCharsets.UTF_8) + ".lock";
  }
}
