package dev.promoter.config;

import dev.promoter.domain.Secret;
import dev.promoter.engine.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets from, in this order: the environment variable NAME; the file named by the environment
 * variable NAME_FILE; the systemd credential NAME, or name in small letters; the file named in
 * {@code [secrets]} of promoter.ini. Never shows a secret, and never keeps one.
 */
public final class FileSecrets implements Secrets {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int LONGEST = 64 * 1024;

  private final Map<String, String> environment;
  private final Map<String, Path> files;

  /**
   * Secrets of one process.
   *
   * @param environment its environment variables
   * @param files those of {@link DaemonSettings#secretFiles()}
   */
  public FileSecrets(Map<String, String> environment, Map<String, Path> files) {
    this.environment = Map.copyOf(environment);
    this.files = Map.copyOf(files);
  }

  /**
   * The secret of this name without the newline at its end. The first place that is given decides;
   * when its file is empty or cannot be read, there is no secret, so that a stale one from another
   * place is never used.
   */
  @Override
  public Optional<Secret> find(String name) {
    String direct = environment.getOrDefault(name, "");
    if (!direct.isEmpty()) {
      return Optional.of(new Secret(direct));
    }
    return file(name).flatMap(FileSecrets::read);
  }

  @Override
  public Optional<String> objection(String name) {
    return find(name).isPresent()
        ? Optional.empty()
        : file(name)
            .map(path -> "the file %s, which is named for it, %s".formatted(path, lack(path)));
  }

  private static String lack(Path file) {
    if (!Files.isRegularFile(file)) {
      return "is not there";
    }
    return Files.isReadable(file) ? "holds no secret" : "cannot be read";
  }

  /** The file that decides about a secret, existing or not; empty when no file is given. */
  Optional<Path> file(String name) {
    if (!NAME.matcher(name).matches() || !environment.getOrDefault(name, "").isEmpty()) {
      return Optional.empty();
    }
    return variable(name + "_FILE").or(() -> credential(name)).or(() -> configured(name));
  }

  private Optional<Path> configured(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private Optional<Path> credential(String name) {
    return variable("CREDENTIALS_DIRECTORY").stream()
        .flatMap(
            folder ->
                Stream.of(folder.resolve(name), folder.resolve(name.toLowerCase(Locale.ROOT))))
        .filter(Files::exists)
        .findFirst();
  }

  private Optional<Path> variable(String name) {
    String text = environment.getOrDefault(name, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Secret> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\r?\n\\z", "");
      boolean usable = !text.isEmpty() && bytes.length <= LONGEST;
      return usable ? Optional.of(new Secret(text)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
