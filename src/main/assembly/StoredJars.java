import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Copies jars for the installation: their entries are stored as they are, neither compressed nor
 * signed, so that a start has nothing to inflate and no digest to compare. Contents, names and
 * order of the entries stay; the same jars give the same bytes.
 *
 * <p>Takes the directory to fill, and any number of class paths; directories on them are left out.
 */
public final class StoredJars {
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(?:SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private StoredJars() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    try (var old = Files.list(directory)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (int at = 1; at < arguments.length; at++) {
      for (String entry : arguments[at].split(Pattern.quote(File.pathSeparator))) {
        if (entry.endsWith(".jar")) {
          Path jar = Path.of(entry);
          copy(jar, directory.resolve(jar.getFileName()));
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile(), false);
        OutputStream file = Files.newOutputStream(to);
        JarOutputStream copy = new JarOutputStream(file)) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!SIGNATURE.matcher(entry.getName()).matches()) {
          store(entry.getName(), content(jar, entry), copy);
        }
      }
    }
  }

  /** Digests of entries belong to the signature. */
  private static byte[] content(JarFile jar, ZipEntry entry) throws IOException {
    if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
      Manifest manifest = jar.getManifest();
      if (manifest.getEntries().values().stream().anyMatch(StoredJars::hasDigest)) {
        manifest.getEntries().clear();
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
      }
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static boolean hasDigest(Attributes attributes) {
    return attributes.keySet().stream().anyMatch(name -> name.toString().endsWith("-Digest"));
  }

  private static void store(String name, byte[] content, JarOutputStream copy) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(checksum.getValue());
    copy.putNextEntry(entry);
    copy.write(content);
    copy.closeEntry();
  }
}
