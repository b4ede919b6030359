package dev.promoter.store;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of this process for many children that load the same classes: the first writes
 * down their names, and the others take them from one file in a fraction of the time.
 *
 * @param archive the file
 * @param classPath of archives alone: of directories Java lays down nothing
 */
public record SharedClasses(Path archive, String classPath) {
  private static final String NAMES = "-XX:DumpLoadedClassList=";

  /** Prepares for it in a directory. */
  public static SharedClasses in(Path directory) {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isRegularFile(path)) {
        entries.add(entry);
      } else if (Files.isDirectory(path)) {
        entries.add(packed(path, directory.resolve("classes-" + entries.size() + ".jar")));
      }
    }
    return new SharedClasses(
        directory.resolve("classes.jsa"), String.join(File.pathSeparator, entries));
  }

  private static String packed(Path directory, Path jar) {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> found = Files.walk(directory)) {
      out.setLevel(0);
      for (Path one : found.filter(path -> !path.equals(directory)).sorted().toList()) {
        String name = directory.relativize(one).toString().replace(File.separatorChar, '/');
        boolean folder = Files.isDirectory(one);
        out.putNextEntry(new JarEntry(folder ? name + "/" : name)); // who scans needs folders
        if (!folder) {
          Files.copy(one, out);
        }
      }
      return jar.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The option of a child: to take its classes from the file, or to write down their names. */
  String option() {
    return Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : NAMES + names();
  }

  private Path names() {
    return archive.resolveSibling("classes.txt");
  }

  /** Lays down the classes whose names a child has written down. */
  public void layDown() {
    try {
      // Lambdas are left out: with them Java 17 breaks off.
      List<String> plain =
          Files.readAllLines(names()).stream().filter(line -> !line.startsWith("@")).toList();
      Files.write(names(), plain);
      Process dump =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                  "-Xshare:dump",
                  "-XX:SharedClassListFile=" + names(),
                  "-XX:SharedArchiveFile=" + archive,
                  "-Xlog:disable",
                  "-cp",
                  classPath)
              .inheritIO()
              .start();
      if (dump.waitFor() != 0) {
        Files.deleteIfExists(archive); // children start without it, only later
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
