package dev.promoter.config;

import static dev.promoter.config.ValueType.ABSOLUTE;
import static dev.promoter.config.ValueType.DURATION;
import static dev.promoter.config.ValueType.FILE;
import static dev.promoter.config.ValueType.HOST;
import static dev.promoter.config.ValueType.PORT;
import static dev.promoter.config.ValueType.SECRET;
import static dev.promoter.config.ValueType.USER;
import static dev.promoter.config.ValueType.oneOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of {@code [image_server NAME]}: where disk images or Dockerfiles lie. */
final class ImageServerKeys {
  static final String KIND = "image_server";

  static final List<Key> ALL =
      List.of(
          Key.of("root", ABSOLUTE, "the directory above `<distro_name><distro_version>/<release>`")
              .must(),
          Key.of("host", HOST, "the SFTP server").orComputed("none: `root` is a directory here"),
          Key.of("port", PORT, "its port").or("22"),
          Key.of("user", USER, "who logs in; needed with `host`"),
          Key.of(
              "key_file",
              FILE,
              "the private key, as OpenSSH writes it; `host` needs this or `password_secret`"),
          Key.of("passphrase_secret", SECRET, "the secret that opens the private key"),
          Key.of("password_secret", SECRET, "the secret that holds the password of the user"),
          Key.of("known_hosts", FILE, "the host keys that are trusted, as OpenSSH writes them")
              .or("~/.ssh/known_hosts"),
          Key.of("link_style", oneOf("absolute", "relative"), "how a link names its directory")
              .or("absolute"),
          Key.of("connect_timeout", DURATION, "for connection and login, each").or("10s"),
          Key.of("answer_timeout", DURATION, "for each answer").or("60s"));

  private static final List<String> FOR_A_HOST =
      List.of("port", "user", "key_file", "passphrase_secret", "password_secret", "known_hosts");

  private ImageServerKeys() {}

  static Map<String, String> faults(Layer layer) {
    Map<String, String> faults = new LinkedHashMap<>();
    if (layer.find("host").isEmpty()) {
      FOR_A_HOST.stream()
          .filter(key -> layer.find(key).isPresent())
          .forEach(key -> faults.put(key, "means nothing without host"));
    } else {
      if (layer.find("user").isEmpty()) {
        faults.put("user", "is missing: host needs a user who logs in");
      }
      if (layer.find("key_file").isEmpty() && layer.find("password_secret").isEmpty()) {
        faults.put("key_file", "is missing: host needs a key_file or a password_secret");
      }
    }
    if (layer.find("passphrase_secret").isPresent() && layer.find("key_file").isEmpty()) {
      faults.putIfAbsent("passphrase_secret", "means nothing without key_file");
    }
    return faults;
  }
}
