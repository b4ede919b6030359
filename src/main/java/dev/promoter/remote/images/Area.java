package dev.promoter.remote.images;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.images.Disk.Kind;
import dev.promoter.remote.images.Disk.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A disk as promotions need it: every failure is a {@link RemoteException} with a sentence, what
 * comes back is bounded, only links are ever removed or replaced, and in a dry run nothing is
 * written.
 */
final class Area implements AutoCloseable {
  /** More entries than this are no directory of images. */
  private static final int MOST_ENTRIES = 10_000;

  /** The longest path that Linux knows. */
  private static final int LONGEST_LINK = 4096;

  private final ImageServers.Loan loan;
  private final String title;
  private final boolean writable;

  Area(ImageServers.Loan loan, String title, boolean writable) {
    this.loan = loan;
    this.title = title;
    this.writable = writable;
  }

  /** How sentences call it. */
  String title() {
    return title;
  }

  boolean leadsToDirectory(String path) {
    return call("look at", path, () -> disk().leadsToDirectory(path));
  }

  Optional<Stamp> stamp(String path) {
    return call("look at", path, () -> disk().stamp(path));
  }

  /**
   * What a link says; empty text when there is none.
   *
   * @throws RemoteException also when something else stands there
   */
  String linkText(String path) {
    Kind kind = call("look at", path, () -> disk().kind(path));
    if (kind == Kind.ABSENT) {
      return "";
    }
    if (kind != Kind.LINK) {
      throw notALink("read the link", path, kind);
    }
    String text = call("read the link", path, () -> disk().readLink(path));
    boolean odd =
        text.isEmpty() || text.length() > LONGEST_LINK || text.chars().anyMatch(c -> c < ' ');
    if (odd) {
      throw fault("read the link", path, "it leads to no usable path", false);
    }
    return text;
  }

  List<String> list(String path) {
    List<String> names = call("list", path, () -> disk().list(path, MOST_ENTRIES));
    if (names.size() > MOST_ENTRIES) {
      throw fault("list", path, "it has more than " + MOST_ENTRIES + " entries", false);
    }
    return names;
  }

  /** Reads a small file; what is longer is refused. */
  byte[] small(String path, int longest) {
    byte[] bytes =
        call(
            "read",
            path,
            () -> {
              try (InputStream in = disk().read(path)) {
                return in.readNBytes(longest + 1);
              }
            });
    if (bytes.length > longest) {
      throw fault("read", path, "it is longer than " + longest + " bytes", false);
    }
    return bytes;
  }

  /** Hands the whole content of a file to a reader, which must not keep the stream. */
  void stream(String path, Reader reader) {
    call(
        "read",
        path,
        () -> {
          try (InputStream in = disk().read(path)) {
            reader.read(in);
          }
          return path;
        });
  }

  /** Why links cannot be replaced in one step here, as a fault; empty when they can. */
  Optional<String> replaceObstacle() {
    return disk().replaceObstacle();
  }

  /**
   * Makes a link say something else, without a moment in which it is missing.
   *
   * @param text what it is to say; empty to take it away
   */
  void relink(String path, String text) {
    if (text.isEmpty()) {
      removeLink(path);
      return;
    }
    replaceObstacle()
        .ifPresent(
            obstacle -> {
              throw fault("replace the link", path, obstacle, false);
            });
    String fresh = temporary(path);
    removeLink(fresh);
    write("create the link", fresh, () -> disk().createLink(fresh, text));
    write("replace the link", path, () -> disk().replace(fresh, path));
  }

  /** Removes what a process that was killed in the middle of {@link #relink} left behind. */
  void removeLeftover(String path) {
    removeLink(temporary(path));
  }

  /** Always the same name, so that a leftover is found without a search. */
  private static String temporary(String path) {
    int name = path.lastIndexOf('/') + 1;
    return path.substring(0, name) + "." + path.substring(name) + ".promoter-new";
  }

  private void removeLink(String path) {
    Kind kind = call("look at", path, () -> disk().kind(path));
    if (kind == Kind.ABSENT) {
      return;
    }
    if (kind != Kind.LINK) {
      throw notALink("remove the link", path, kind);
    }
    write("remove the link", path, () -> disk().remove(path));
  }

  private RemoteException notALink(String action, String path, Kind kind) {
    String what =
        switch (kind) {
          case DIRECTORY -> "a directory";
          case FILE -> "a file";
          default -> "something else";
        };
    return fault(
        action,
        path,
        "it is %s and not a link, so it is left alone; move it away by hand".formatted(what),
        false);
  }

  private void write(String action, String path, Write write) {
    if (!writable) {
      throw fault(action, path, "this is a dry run, which writes nothing", false);
    }
    call(
        action,
        path,
        () -> {
          write.run();
          return path;
        });
  }

  private <T> T call(String action, String path, Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      loan.spoilt();
      DiskFault found = DiskFault.of(e);
      throw fault(action, path, found.reason(), found.passing());
    }
  }

  private RemoteException fault(String action, String path, String reason, boolean passing) {
    return RemoteException.of(title, action, path, reason, 0, passing);
  }

  private Disk disk() {
    return loan.disk();
  }

  @Override
  public void close() {
    loan.close();
  }

  /** Takes a file in. */
  interface Reader {
    void read(InputStream in) throws IOException;
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private interface Write {
    void run() throws IOException;
  }
}
