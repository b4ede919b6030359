package dev.promoter.remote.images;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A file system, here or far away. Paths are absolute and separated by slashes. Every method does
 * one thing and reports failures as they come; {@link Area} makes sentences of them.
 */
interface Disk extends Closeable {
  /** What a name stands for, links not followed. */
  enum Kind {
    ABSENT,
    LINK,
    DIRECTORY,
    FILE,
    OTHER
  }

  /**
   * What tells a file from the same one after it was written to.
   *
   * @param size in bytes
   * @param modified in seconds since the epoch
   */
  record Stamp(long size, long modified) {}

  Kind kind(String path) throws IOException;

  /** Whether it is a directory, or a link that leads to one. */
  boolean leadsToDirectory(String path) throws IOException;

  /** The stamp of a file, or of the one a link leads to; empty when there is no regular file. */
  Optional<Stamp> stamp(String path) throws IOException;

  /** What a link says, as it stands there. */
  String readLink(String path) throws IOException;

  /** The names in a directory, at most {@code limit} and one more. */
  List<String> list(String path, int limit) throws IOException;

  InputStream read(String path) throws IOException;

  void createLink(String path, String text) throws IOException;

  /** Renames so that the new name is never missing, even if it was taken. */
  void replace(String from, String to) throws IOException;

  void remove(String path) throws IOException;

  /** Why {@link #replace} cannot work here; empty when it can. */
  Optional<String> replaceObstacle();

  /** Whether it can still be used; asks the other side. */
  boolean alive();
}
