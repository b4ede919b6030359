package dev.promoter.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * By which commands see whether a daemon is at work in a state directory, and where it listens. The
 * operating system takes the sign away however the daemon ends. Looking at it never hinders a
 * daemon from starting, which looking at {@link DaemonLock} would.
 */
public final class DaemonSign implements AutoCloseable {
  private static final String FILE = "daemon.sign";

  /** Closing a file that this process has locked would free its lock: it is not opened again. */
  private static final Map<Path, DaemonSign> HERE = new HashMap<>();

  private final Path path;
  private final FileChannel channel;
  private String address = "";

  private DaemonSign(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Puts the sign up; the caller must have the {@link DaemonLock} of the directory.
   *
   * @throws StoreException when that is not possible
   */
  public static DaemonSign put(Path stateDir) {
    Path path = StateDirectory.prepare(stateDir).resolve(FILE);
    synchronized (HERE) {
      try {
        FileChannel channel =
            FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        channel.lock(); // whoever looks has it for an instant only
        channel.truncate(0);
        DaemonSign sign = new DaemonSign(path, channel);
        HERE.put(path, sign);
        return sign;
      } catch (IOException e) {
        throw new StoreException(
            "the sign of the daemon, %s, cannot be put up: %s".formatted(path, Faults.reason(e)),
            e);
      }
    }
  }

  /**
   * Writes where the daemon of this process listens.
   *
   * @throws StoreException when that is not possible
   */
  public static void listens(Path stateDir, String address) {
    synchronized (HERE) {
      DaemonSign sign = HERE.get(StateDirectory.prepare(stateDir).resolve(FILE));
      if (sign != null) {
        sign.write(address);
      }
    }
  }

  private void write(String text) {
    try {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      address = text;
    } catch (IOException e) {
      throw new StoreException(
          "the sign of the daemon, %s, cannot be written: %s".formatted(path, Faults.reason(e)), e);
    }
  }

  /**
   * Looks whether a daemon is at work.
   *
   * @return where it listens, nothing when it does not, or not yet; empty when there is no daemon,
   *     or the directory is not for this user
   */
  public static Optional<String> look(Path stateDir) {
    synchronized (HERE) {
      try {
        Path path = stateDir.toRealPath().resolve(FILE);
        DaemonSign mine = HERE.get(path);
        return mine == null ? lookAt(path) : Optional.of(mine.address);
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  private static Optional<String> lookAt(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      FileLock free = channel.tryLock(0, Long.MAX_VALUE, true);
      return free == null ? Optional.of(Files.readString(path).strip()) : Optional.empty();
    }
  }

  /** Takes the sign away. */
  @Override
  public void close() {
    synchronized (HERE) {
      HERE.remove(path, this);
      try {
        channel.close();
      } catch (IOException e) {
        throw new StoreException(
            "the sign of the daemon, %s, cannot be taken away: %s"
                .formatted(path, Faults.reason(e)),
            e);
      }
    }
  }
}
