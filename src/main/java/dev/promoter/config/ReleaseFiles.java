package dev.promoter.config;

import dev.promoter.domain.ReleaseName;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the release files below {@code releases/}. Follows symbolic links but never in a circle;
 * passes over hidden files and what editors leave behind.
 */
final class ReleaseFiles {
  static final String FOLDER = "releases";

  private static final String SUFFIX = ".ini";

  private final Path root;
  private final Problems problems;
  private final Map<ReleaseName, Path> found =
      new TreeMap<>(Comparator.comparing(ReleaseName::value));

  private ReleaseFiles(Path configDir, Problems problems) {
    this.root = configDir.resolve(FOLDER);
    this.problems = problems;
  }

  /** All release files by name; what cannot be searched is among the problems. */
  static Map<ReleaseName, Path> find(Path configDir, Problems problems) {
    ReleaseFiles files = new ReleaseFiles(configDir, problems);
    try {
      Files.walkFileTree(
          files.root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          files.new Visitor());
    } catch (IOException e) {
      files.error(files.root, e);
    }
    return files.found;
  }

  private void add(Path file) {
    String relative = root.relativize(file).toString().replace(File.separatorChar, '/');
    String name = relative.substring(0, relative.length() - SUFFIX.length());
    found.put(new ReleaseName(name), file);
  }

  private void error(Path path, IOException e) {
    problems.error(0, "", "", path + " cannot be searched: " + TextFile.reason(e));
  }

  /** Whether the name is one that operators give to releases, and no other file has. */
  private static boolean named(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(SUFFIX)
        && !name.substring(0, name.length() - SUFFIX.length()).isBlank()
        && !ignored(path);
  }

  private static boolean ignored(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.startsWith("#") || name.startsWith("~");
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      if (directory.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (named(directory)) {
        // Becomes a refused release: somebody expects one of this name.
        add(directory);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return ignored(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (named(file)) {
        add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      if (e instanceof FileSystemLoopException) {
        problems.warning(
            0, "", "", path + " is a symbolic link that leads in a circle; it is not followed");
      } else {
        error(path, e);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
      if (e != null) {
        error(directory, e);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
