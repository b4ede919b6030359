package dev.promoter.store;

import dev.promoter.store.DatabaseUrl.H2File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Copies of an H2 file. A copy is what {@code BACKUP TO} of H2 writes: an archive with the database
 * file in it, consistent although others write meanwhile.
 */
final class H2Backup {
  private static final String SUFFIX = ".mv.db";

  private final H2File file;
  private final StoreSettings settings;
  private final Schema schema;

  H2Backup(H2File file, StoreSettings settings, Schema schema) {
    this.file = file;
    this.settings = settings;
    this.schema = schema;
  }

  /**
   * Writes a copy. The process that has the database open writes it beside the database, where it
   * may write for certain; this one then brings it to where it is wanted.
   */
  static void write(H2File file, Database database, Path target) {
    if (Files.exists(target)) {
      throw new StoreException("there is already a file " + target + "; name another one");
    }
    Path copy = file.file().resolveSibling(file.file().getFileName() + ".backup.zip");
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(copy);
      String literal = copy.toString().replace("'", "''");
      database.transaction("be backed up", handle -> handle.execute("backup to '" + literal + "'"));
      Files.copy(copy, part, StandardCopyOption.REPLACE_EXISTING);
      force(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StoreException(
          "the backup %s cannot be written: %s".formatted(target, Faults.reason(e)), e);
    } finally {
      delete(copy);
      delete(part);
    }
  }

  /**
   * Puts a copy in the place of the database, which stays beside it. Either all of it happens or
   * nothing.
   *
   * @throws StoreException when somebody has the database open, or the copy is not one of a
   *     database that this program can read
   */
  void restore(Path backup) {
    Path lockFile = file.file().resolveSibling(file.file().getFileName() + ".lock");
    try {
      Optional<LockFile> lock = LockFile.tryLock(lockFile);
      if (lock.isEmpty()) {
        throw new StoreException(
            "%s is in use by %s; stop that first"
                .formatted(file.title(), H2Address.read(lockFile).title()));
      }
      try (LockFile held = lock.get()) {
        replace(backup);
      }
    } catch (IOException | SQLException e) {
      throw new StoreException(
          "the lock %s cannot be taken or read: %s".formatted(lockFile, e.getMessage()), e);
    }
  }

  private void replace(Path backup) {
    H2File candidate =
        new H2File(
            file.file().resolveSibling(file.file().getFileName() + ".restore"), file.options());
    Path unpacked = data(candidate);
    try {
      unpack(backup, unpacked);
      examine(candidate, backup);
      keepPresent();
      Files.move(unpacked, data(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (ZipException e) {
      throw notOne(backup);
    } catch (IOException e) {
      throw new StoreException(
          "%s cannot be restored from %s: %s".formatted(file.title(), backup, Faults.reason(e)), e);
    } finally {
      delete(unpacked);
    }
  }

  private static void unpack(Path backup, Path unpacked) throws IOException {
    if (!Files.isRegularFile(backup)) {
      throw new StoreException("there is no file " + backup);
    }
    try (ZipFile archive = new ZipFile(backup.toFile())) {
      Enumeration<? extends ZipEntry> entries = archive.entries();
      ZipEntry entry = entries.hasMoreElements() ? entries.nextElement() : null;
      if (entry == null || entries.hasMoreElements() || !entry.getName().endsWith(SUFFIX)) {
        throw notOne(backup);
      }
      try (InputStream in = archive.getInputStream(entry)) {
        Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    force(unpacked);
  }

  private void examine(H2File candidate, Path backup) {
    try (Connection connection =
        DriverManager.getConnection(
            candidate.ownerUrl() + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r",
            settings.user(),
            settings.passwordText())) {
      schema.requireKnown(connection);
    } catch (SQLException e) {
      throw new StoreException(
          "%s cannot be restored: %s"
              .formatted(backup, new Faults(candidate).of("be read", e).getMessage()),
          e);
    }
  }

  /** As a second name of the file: at no instant is there no database. */
  private void keepPresent() throws IOException {
    Path present = data(file);
    if (Files.exists(present)) {
      Path kept = present.resolveSibling(file.file().getFileName() + ".before-restore" + SUFFIX);
      Files.deleteIfExists(kept);
      Files.createLink(kept, present);
    }
  }

  private static Path data(H2File file) {
    return file.file().resolveSibling(file.file().getFileName() + SUFFIX);
  }

  private static StoreException notOne(Path backup) {
    return new StoreException(
        backup + " is no backup of promoter; those are made by: promoter backup FILE");
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** What is left behind is overwritten by the next attempt. */
  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
