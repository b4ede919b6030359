package dev.promoter.remote.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The directory of images of one release, as the uploader leaves it and as people see it. */
final class Tree {
  static final String IMAGE = "overcloud-full.tar";

  final Path root;
  final Path dir;

  Tree(Path root) {
    this.root = root;
    this.dir = root.resolve("centos9/master/rdo_trunk");
    make(dir);
  }

  /** A complete directory with two images, each with its checksum. */
  Path upload(String hash) {
    Path directory = make(dir.resolve(hash));
    image(directory, IMAGE, "the overcloud of " + hash);
    image(directory, "ironic-python-agent.tar", "the agent of " + hash);
    return directory;
  }

  static void image(Path directory, String name, String content) {
    write(directory.resolve(name), content);
    write(directory.resolve(name + ".md5"), digest("MD5", content) + "  " + name + "\n");
  }

  static Path make(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String digest(String algorithm, String content) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a link say something, as somebody else would. */
  void link(String name, String text) {
    try {
      Files.deleteIfExists(dir.resolve(name));
      Files.createSymbolicLink(dir.resolve(name), Path.of(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a link says; empty when there is none. */
  String linked(String name) {
    Path link = dir.resolve(name);
    try {
      return Files.exists(link, LinkOption.NOFOLLOW_LINKS)
          ? Files.readSymbolicLink(link).toString()
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path(String name) {
    return dir.resolve(name).toString();
  }

  /** Everything beside the directories of hashes. */
  List<String> links() {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries
          .filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
          .map(entry -> String.valueOf(entry.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
