package dev.promoter.remote.images;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.images.Disk.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Looks whether the directory of one hash is complete, and its files as their checksums say. */
final class Inspection {
  private static final int CHUNK = 256 * 1024;

  private final Area area;
  private final ImageServer server;
  private final Checked checked;
  private final String directory;
  private final boolean checksumsNeeded;
  private final List<String> missing = new ArrayList<>();
  private final List<String> mismatches = new ArrayList<>();
  private int verified;

  /**
   * Prepares one.
   *
   * @param directory the directory of the hash
   * @param checksumsNeeded whether there must be checksum files
   */
  Inspection(
      Area area, ImageServer server, Checked checked, String directory, boolean checksumsNeeded) {
    this.area = area;
    this.server = server;
    this.checked = checked;
    this.directory = directory;
    this.checksumsNeeded = checksumsNeeded;
  }

  /**
   * Looks at everything.
   *
   * @param required names of files that must be there
   * @param checksums whether files are read and compared
   */
  void run(List<String> required, boolean checksums) {
    List<String> names = area.list(directory);
    required.stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> missing.add(name + " is not in " + directory));
    if (!checksums) {
      return;
    }
    List<ChecksumFile> files =
        names.stream().sorted().map(ChecksumFile::of).flatMap(Optional::stream).toList();
    if (checksumsNeeded) {
      demand(required, names, files);
    }
    files.forEach(this::compare);
  }

  private void demand(List<String> required, List<String> names, List<ChecksumFile> files) {
    if (files.isEmpty()) {
      mismatches.add(directory + " holds no checksum file (.md5, .sha256, .sha512)");
      return;
    }
    required.stream()
        .filter(name -> names.contains(name) && ChecksumFile.of(name).isEmpty())
        .filter(name -> files.stream().noneMatch(file -> file.image().equals(name)))
        .forEach(name -> mismatches.add(name + " has no checksum file beside it in " + directory));
  }

  private void compare(ChecksumFile file) {
    try {
      String path = Links.path(directory, file.name());
      String wanted = file.digits(area.small(path, ChecksumFile.LONGEST));
      String image = Links.path(directory, file.image());
      Optional<Stamp> stamp = area.stamp(image);
      if (stamp.isEmpty()) {
        mismatches.add(
            "%s is there, but not the file %s that it is for".formatted(path, file.image()));
        return;
      }
      String found = digest(image, stamp.get(), file.kind());
      if (found.equals(wanted)) {
        verified++;
      } else {
        mismatches.add(
            "%s is not what %s says: its %s is %s and not %s"
                .formatted(image, file.name(), file.kind(), found, wanted));
      }
    } catch (IllegalArgumentException e) {
      mismatches.add("in " + directory + ": " + e.getMessage());
    }
  }

  private String digest(String image, Stamp stamp, ChecksumFile.Kind kind) {
    Checked.Version version = new Checked.Version(server, image, stamp, kind.algorithm());
    String known = checked.find(version);
    if (!known.isEmpty()) {
      return known;
    }
    String digest = read(image, kind);
    if (!area.stamp(image).equals(Optional.of(stamp))) {
      throw RemoteException.of(
          area.title(), "verify", image, "somebody wrote to it meanwhile", 0, true);
    }
    checked.put(version, digest);
    return digest;
  }

  private String read(String image, ChecksumFile.Kind kind) {
    MessageDigest digest = digest(kind);
    area.stream(image, in -> feed(in, digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void feed(InputStream in, MessageDigest digest) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted while an image was read");
      }
      digest.update(chunk, 0, count);
    }
  }

  private static MessageDigest digest(ChecksumFile.Kind kind) {
    try {
      return MessageDigest.getInstance(kind.algorithm());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + kind.algorithm(), e);
    }
  }

  /** Files that must be there and are not. */
  List<String> missing() {
    return missing;
  }

  /** What is wrong with checksums, a sentence each. */
  List<String> mismatches() {
    return mismatches;
  }

  /** How many checksums were right. */
  int verified() {
    return verified;
  }
}
