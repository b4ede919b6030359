package dev.promoter.remote.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The file system of this machine. */
final class LocalDisk implements Disk {
  @Override
  public Kind kind(String path) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(Path.of(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isSymbolicLink()) {
        return Kind.LINK;
      }
      if (found.isDirectory()) {
        return Kind.DIRECTORY;
      }
      return found.isRegularFile() ? Kind.FILE : Kind.OTHER;
    } catch (NoSuchFileException e) {
      return Kind.ABSENT;
    }
  }

  @Override
  public boolean leadsToDirectory(String path) throws IOException {
    return followed(path).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  @Override
  public Optional<Stamp> stamp(String path) throws IOException {
    return followed(path)
        .filter(BasicFileAttributes::isRegularFile)
        .map(file -> new Stamp(file.size(), file.lastModifiedTime().to(TimeUnit.SECONDS)));
  }

  private static Optional<BasicFileAttributes> followed(String path) throws IOException {
    try {
      return Optional.of(Files.readAttributes(Path.of(path), BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public String readLink(String path) throws IOException {
    return Files.readSymbolicLink(Path.of(path)).toString();
  }

  @Override
  public List<String> list(String path, int limit) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(path))) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
        if (names.size() > limit) {
          break;
        }
      }
    }
    return names;
  }

  @Override
  public InputStream read(String path) throws IOException {
    return Files.newInputStream(Path.of(path));
  }

  @Override
  public void createLink(String path, String text) throws IOException {
    Files.createSymbolicLink(Path.of(path), Path.of(text));
  }

  @Override
  public void replace(String from, String to) throws IOException {
    Files.move(Path.of(from), Path.of(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void remove(String path) throws IOException {
    Files.deleteIfExists(Path.of(path));
  }

  @Override
  public Optional<String> replaceObstacle() {
    return Optional.empty();
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void close() {}
}
