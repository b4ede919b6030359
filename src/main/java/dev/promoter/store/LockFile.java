package dev.promoter.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An exclusive lock of the operating system on a file, with a text for whoever finds it locked. The
 * system releases it however the process dies.
 *
 * <p>Such a lock belongs to the process, and closing <em>any</em> descriptor of the file gives it
 * up. So one table per process says what is held, and a held file is never opened a second time.
 */
final class LockFile implements AutoCloseable {
  private static final Map<Path, LockFile> HELD = new ConcurrentHashMap<>();

  private final Path path;
  private final FileChannel channel;
  private volatile String text = "";

  private LockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Takes the lock without waiting; empty when another holder, also in this process, has it. */
  static Optional<LockFile> tryLock(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    synchronized (HELD) {
      if (HELD.containsKey(path)) {
        return Optional.empty();
      }
      FileChannel channel = open(path);
      LockFile mine = new LockFile(path, channel);
      boolean taken = false;
      try {
        taken = channel.tryLock() != null;
        if (taken) {
          mine.write("");
          HELD.put(path, mine);
        }
      } finally {
        if (!HELD.containsKey(path)) {
          channel.close();
        }
      }
      return taken ? Optional.of(mine) : Optional.empty();
    }
  }

  /** What the holder wrote; empty when nobody did. */
  static String read(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    synchronized (HELD) {
      LockFile mine = HELD.get(path);
      if (mine != null) {
        return mine.text;
      }
      try {
        return Files.readString(path);
      } catch (NoSuchFileException e) {
        return "";
      }
    }
  }

  /** Replaces the text that others see. */
  void write(String newText) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(newText.getBytes(StandardCharsets.UTF_8)), 0);
    text = newText;
  }

  /** Gives the lock up. The file stays: deleting it would race with the next holder. */
  @Override
  public void close() {
    synchronized (HELD) {
      if (HELD.remove(path, this)) {
        try {
          channel.close();
        } catch (IOException e) {
          throw new StoreException(
              "the lock " + path + " cannot be released: " + Faults.reason(e), e);
        }
      }
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
