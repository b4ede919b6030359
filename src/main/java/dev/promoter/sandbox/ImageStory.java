package dev.promoter.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The disk images of the {@link Story}, as small files in a directory: those of what may be
 * promoted, and those of what stands at the targets, with the links to them.
 */
public final class ImageStory {
  private static final List<String> TARGETS = List.of("current-tripleo", "current-tripleo-rdo");
  private static final List<String> IMAGES =
      List.of("ironic-python-agent.tar", "overcloud-full.tar");

  private final Path root;

  private ImageStory(Path root) {
    this.root = root;
  }

  /**
   * Lays the images into a directory. What an earlier story left there is replaced.
   *
   * @throws IOException when that cannot be done
   */
  public static ImageStory tell(Path root, Story story) throws IOException {
    ImageStory images = new ImageStory(root.toAbsolutePath());
    images.builds("master", story.master(), story.masterCandidate().fullHash());
    images.lay("master", story.masterNewest().fullHash());
    images.builds("zed", story.zed(), story.zedCandidate().fullHash());
    images.builds("integration", story.integration(), story.integrationCandidate());
    return images;
  }

  /** What promoter.ini needs for disk images to take part. */
  public String sections() {
    return """
        [image_server rdo]
        root: %s
        """
        .formatted(root);
  }

  /** Where the images of a release lie, one directory for each hash, and the links beside them. */
  public Path of(String release) {
    return root.resolve("centos9").resolve(release).resolve("rdo_trunk");
  }

  private void builds(String release, DlrnBuilder builder, String candidate) throws IOException {
    lay(release, candidate);
    for (String target : TARGETS) {
      String standing =
          builder.aggregate(target).or(() -> builder.link(target).map(Build::fullHash)).orElse("");
      if (!standing.isEmpty()) {
        Path link = of(release).resolve(target);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, lay(release, standing));
      }
    }
  }

  private Path lay(String release, String hash) throws IOException {
    Path directory = Files.createDirectories(of(release).resolve(hash));
    for (String name : IMAGES) {
      byte[] bytes = (name + " of " + hash + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(directory.resolve(name), bytes);
      Files.writeString(directory.resolve(name + ".md5"), "%s  %s%n".formatted(md5(bytes), name));
    }
    return directory;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
