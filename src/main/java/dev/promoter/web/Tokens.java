package dev.promoter.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens in force: those of the file as it is now. While the file cannot be used nobody has a
 * token. Safe for threads.
 */
final class Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

  private final TokenFile file;
  private String stamp = "";
  private List<TokenFile.Entry> entries = List.of();

  Tokens(TokenFile file) {
    this.file = file;
  }

  /** Whose token this is; empty when it is nobody's. */
  Optional<Person> owner(String token) {
    TokenHash hash = TokenHash.of(token);
    Optional<Person> owner = Optional.empty();
    for (TokenFile.Entry entry : current()) {
      if (entry.hash().matches(hash)) {
        owner = Optional.of(new Person(entry.name(), entry.role()));
      }
    }
    return owner;
  }

  private synchronized List<TokenFile.Entry> current() {
    String now = stamp(file.path());
    if (!now.equals(stamp)) {
      entries = read();
      stamp = now;
    }
    return entries;
  }

  private List<TokenFile.Entry> read() {
    try {
      List<TokenFile.Entry> read = file.read();
      LOG.info("{} tokens are in force", read.size());
      return read;
    } catch (TokenFile.Unusable e) {
      LOG.error("nobody has a token until this is mended: {}", e.getMessage());
      return List.of();
    }
  }

  /** Everything by which an edit of the file or of its rights shows. */
  private static String stamp(Path path) {
    try {
      BasicFileAttributes plain = Files.readAttributes(path, BasicFileAttributes.class);
      return plain.lastModifiedTime() + " " + plain.size() + " " + plain.fileKey() + rights(path);
    } catch (IOException e) {
      return "absent";
    }
  }

  private static String rights(Path path) throws IOException {
    try {
      return " " + Files.readAttributes(path, PosixFileAttributes.class).permissions();
    } catch (UnsupportedOperationException e) {
      return "";
    }
  }
}
