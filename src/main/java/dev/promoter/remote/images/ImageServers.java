package dev.promoter.remote.images;

import dev.promoter.domain.Release;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * All servers of images, this machine among them. A connection that was used a moment ago is used
 * again, so that the links of one promotion move without a login between them.
 */
public final class ImageServers implements AutoCloseable {
  /** SSH servers refuse logins that come in crowds; ten at once is the usual limit. */
  private static final int LOGINS_AT_ONCE = 4;

  private final Secrets secrets;
  private final Checked checked = new Checked();
  private final ConcurrentMap<ImageServer, Disk> idle = new ConcurrentHashMap<>();
  private final Map<ImageServer, Semaphore> logins = new ConcurrentHashMap<>();
  private final ConcurrentMap<ImageServer, Optional<Fault>> probed = new ConcurrentHashMap<>();

  /**
   * A server that does not answer, does not let the user in, or is not as it must be.
   *
   * @param section the section that says how the server is reached and what is there
   * @param key the option in it that is to blame
   * @param sentence what is wrong
   */
  public record Fault(String section, String key, String sentence) {}

  /** Servers whose passwords and passphrases are found among these secrets. */
  public ImageServers(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Why images or Dockerfiles take no part in the promotions of a release although its
   * allowed_clients names them; empty when they do, or are not named.
   */
  public static Optional<String> absence(Release release, ImageKind kind) {
    boolean named = kind.allowedBy(release);
    return named && Place.of(release, kind).isEmpty()
        ? Optional.of(kind.absence(release))
        : Optional.empty();
  }

  /**
   * Asks the server that a release has for images or Dockerfiles whether it lets the user in, has
   * the root directory and can replace links; once per server, however many releases share it.
   * Writes nothing.
   *
   * @return what is wrong; empty when nothing is, or when they take no part
   */
  public Optional<Fault> probe(Release release, ImageKind kind) {
    return kind.allowedBy(release)
        ? Place.of(release, kind)
            .flatMap(place -> probed.computeIfAbsent(place.server(), it -> probe(it, kind)))
        : Optional.empty();
  }

  private Optional<Fault> probe(ImageServer server, ImageKind kind) {
    try (Area area = open(server, false)) {
      if (!area.leadsToDirectory(server.root())) {
        return Optional.of(
            rootFault(
                server,
                kind,
                "%s: there is no directory %s, the root".formatted(server.title(), server.root())));
      }
      return area.replaceObstacle()
          .map(obstacle -> serverFault(server, server.title() + ": " + obstacle));
    } catch (RemoteException fault) {
      return Optional.of(
          server.remote()
              ? serverFault(server, fault.sentence())
              : rootFault(server, kind, fault.sentence()));
    }
  }

  private static Fault serverFault(ImageServer server, String sentence) {
    return new Fault(ImageServer.SECTION + " " + server.name(), "host", sentence);
  }

  private static Fault rootFault(ImageServer server, ImageKind kind, String sentence) {
    return kind == ImageKind.DOCKERFILES
        ? new Fault("main", "dockerfile_root", sentence)
        : new Fault(ImageServer.SECTION + " " + server.name(), "root", sentence);
  }

  /** Where the images or Dockerfiles of a release lie, opened; writable unless it is a dry run. */
  Area open(Release release, Place place) {
    return open(place.server(), !release.dryRun());
  }

  /** Which files were found to be as their checksums say. */
  Checked checked() {
    return checked;
  }

  private Area open(ImageServer server, boolean writable) {
    return new Area(new Loan(server, disk(server)), server.title(), writable);
  }

  private Disk disk(ImageServer server) {
    if (!server.remote()) {
      return new LocalDisk();
    }
    Disk used = idle.remove(server);
    if (used != null && used.alive()) {
      return used;
    }
    closeQuietly(used);
    return login(server);
  }

  private Disk login(ImageServer server) {
    Semaphore turn = logins.computeIfAbsent(server, s -> new Semaphore(LOGINS_AT_ONCE, true));
    try {
      Duration wait = server.connectTimeout().multipliedBy(LOGINS_AT_ONCE);
      if (!turn.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw RemoteException.of(
            server.title(), "log in", server.user(), "too many others are logging in", 0, true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted before an image server was asked");
    }
    try {
      return new SshLogin(server, secrets).open();
    } finally {
      turn.release();
    }
  }

  @Override
  public void close() {
    idle.keySet().forEach(server -> closeQuietly(idle.remove(server)));
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable Disk disk) {
    if (disk == null) {
      return;
    }
    try {
      disk.close();
    } catch (IOException e) {
      // It is given up; nothing was promised over it.
      return;
    }
  }

  /** A disk in use. */
  final class Loan implements AutoCloseable {
    private final ImageServer server;
    private final Disk disk;
    private boolean spoilt;

    Loan(ImageServer server, Disk disk) {
      this.server = server;
      this.disk = disk;
    }

    Disk disk() {
      return disk;
    }

    /** Something failed on it: nobody uses it again. */
    void spoilt() {
      spoilt = true;
    }

    @Override
    public void close() {
      boolean kept = !spoilt && server.remote() && idle.putIfAbsent(server, disk) == null;
      if (!kept) {
        closeQuietly(disk);
      }
    }
  }
}
