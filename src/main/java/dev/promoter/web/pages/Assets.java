package dev.promoter.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Style sheet, script and icon, each under a name that changes with its content. */
final class Assets {
  private static final int DIGITS = 12;

  private final Asset style = load("promoter", "css", "text/css;charset=utf-8");
  private final Asset script = load("promoter", "js", "text/javascript;charset=utf-8");
  private final Asset icon = load("icon", "svg", "image/svg+xml");

  /** One file; its name holds a part of its hash. */
  record Asset(String name, String type, String text) {
    String href() {
      return "/assets/" + name;
    }
  }

  Asset style() {
    return style;
  }

  Asset script() {
    return script;
  }

  Optional<Asset> find(String name) {
    if (name.equals("icon.svg")) {
      return Optional.of(icon);
    }
    return Stream.of(style, script).filter(asset -> asset.name().equals(name)).findFirst();
  }

  private static Asset load(String stem, String extension, String type) {
    String file = stem + "." + extension;
    try (InputStream stream = Assets.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing in the program");
      }
      byte[] bytes = stream.readAllBytes();
      return new Asset(
          "%s-%s.%s".formatted(stem, digest(bytes), extension),
          type,
          new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sum).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
