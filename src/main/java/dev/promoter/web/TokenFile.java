package dev.promoter.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file of tokens: {@code NAME ROLE sha256:HASH} on each line. It holds hashes only, and is
 * refused as a whole when anything about it is wrong: half a file might be the wrong half.
 *
 * @param path where it is
 */
public record TokenFile(Path path) {
  /** What tokens begin with, so that scanners for leaked secrets can know them. */
  static final String PREFIX = "promoter_";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");
  private static final int LONGEST = 1024 * 1024;
  private static final int RANDOM_BYTES = 32;

  /** The file cannot be used; the message is a sentence for the operator. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String sentence) {
      super(sentence);
    }
  }

  /**
   * One token.
   *
   * @param name what it is called in the history
   * @param role what it allows
   * @param hash of its text
   */
  public record Entry(String name, Role role, TokenHash hash) {}

  /**
   * All tokens; none when there is no file.
   *
   * @throws Unusable when the file is open to others or not as it must be
   */
  public List<Entry> read() {
    if (Files.notExists(path)) {
      return List.of();
    }
    try {
      refuseIfOpen();
      if (Files.size(path) > LONGEST) {
        throw unusable("is longer than 1 MiB");
      }
      return entries(Files.readAllLines(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unusable("cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Makes a new token and stores its hash.
   *
   * @return the token, which is not kept anywhere
   * @throws Unusable when there is one of that name, or the file cannot be used
   */
  public String add(String name, Role role) {
    if (!NAME.matcher(name).matches()) {
      throw new Unusable(
          "'"
              + name
              + "' is no name for a token (up to 64 letters, digits, '.', '_', '@', '+', '-')");
    }
    List<Entry> entries = new ArrayList<>(read());
    if (entries.stream().anyMatch(entry -> entry.name().equals(name))) {
      throw new Unusable("there is a token '" + name + "' already; take it away first");
    }
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    entries.add(new Entry(name, role, TokenHash.of(token)));
    write(entries);
    return token;
  }

  /**
   * Takes a token away.
   *
   * @throws Unusable when there is none of that name, or the file cannot be used
   */
  public void remove(String name) {
    List<Entry> entries = read();
    List<Entry> left = entries.stream().filter(entry -> !entry.name().equals(name)).toList();
    if (left.size() == entries.size()) {
      throw new Unusable("there is no token '" + name + "'");
    }
    write(left);
  }

  private List<Entry> entries(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (int no = 1; no <= lines.size(); no++) {
      String line = lines.get(no - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        Entry entry = entry(line, no);
        if (entries.stream().anyMatch(other -> other.name().equals(entry.name()))) {
          throw unusable("names '" + entry.name() + "' twice, again in line " + no);
        }
        entries.add(entry);
      }
    }
    return List.copyOf(entries);
  }

  /** What is wrong is not repeated: it may be a token that somebody pasted here. */
  private Entry entry(String line, int no) {
    String[] words = line.split("\\s+", -1);
    if (words.length != 3 || !NAME.matcher(words[0]).matches()) {
      throw unusable("is not NAME ROLE sha256:HASH in line " + no);
    }
    Role role =
        Role.ofToken(words[1])
            .orElseThrow(() -> unusable("has no role viewer, operator or admin in line " + no));
    TokenHash hash =
        TokenHash.parse(words[2])
            .orElseThrow(() -> unusable("has no sha256: with 64 hexadecimal digits in line " + no));
    return new Entry(words[0], role, hash);
  }

  private void refuseIfOpen() throws IOException {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
      if (rights.contains(PosixFilePermission.OTHERS_READ)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw unusable("is open to everybody on this machine; close it (chmod o-rw)");
      }
    } catch (UnsupportedOperationException e) {
      // Without POSIX permissions there is nothing to say.
      return;
    }
  }

  /** Beside the file first, so that a full disk or a crash never leaves half of it. */
  private void write(List<Entry> entries) {
    StringBuilder text = new StringBuilder("# promoter token add|remove; NAME ROLE sha256:HASH\n");
    for (Entry entry : entries) {
      text.append("%s %s %s%n".formatted(entry.name(), entry.role().word(), entry.hash()));
    }
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "tokens", ".new");
      try {
        keepRights(fresh);
        Files.writeString(fresh, text);
        Files.move(
            fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw unusable("cannot be written: " + e.getClass().getSimpleName());
    }
  }

  /** A temporary file is its owner's alone; a group that could read the file shall go on so. */
  private void keepRights(Path fresh) throws IOException {
    if (Files.exists(path) && Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(path));
    } else if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private Unusable unusable(String what) {
    return new Unusable("the file of tokens " + path + " " + what);
  }
}
