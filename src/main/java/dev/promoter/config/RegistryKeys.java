package dev.promoter.config;

import static dev.promoter.config.ValueType.FILE;
import static dev.promoter.config.ValueType.NAMESPACE;
import static dev.promoter.config.ValueType.ORIGIN;
import static dev.promoter.config.ValueType.REQUESTS;
import static dev.promoter.config.ValueType.SECRET;
import static dev.promoter.config.ValueType.TEXT;
import static dev.promoter.config.ValueType.oneOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of {@code [registry NAME]}: where containers come from or go to. */
final class RegistryKeys {
  static final String KIND = "registry";
  static final String ROLE = "role";
  static final String SOURCE = "source";
  static final String TARGET = "target";

  private static final String QUAY = "quay";

  static final List<Key> ALL =
      List.of(
          Key.of("url", ORIGIN, "the registry; `http://` is spoken only when it says so").must(),
          Key.of(
                  ROLE,
                  oneOf(SOURCE, TARGET),
                  "whether containers are tagged there only, or copied there and tagged")
              .must(),
          Key.of("namespace", NAMESPACE, "what stands before the names of the containers there")
              .orComputed("`source_namespace` or `target_namespace` of the release"),
          Key.of("username", TEXT, "who logs in").orComputed("nobody: it is asked anonymously"),
          Key.of("password_secret", SECRET, "the secret that holds the password or token"),
          Key.of("ca_bundle", FILE, "PEM file with the authorities to trust besides those of Java")
              .orComputed("those of Java"),
          Key.of(
                  "create_repositories",
                  oneOf("no", QUAY),
                  "how repositories that are not there are made, public; most registries need none")
              .or("no"),
          Key.of("token_secret", SECRET, "the secret that holds the token of Quay's own API"),
          Key.of("parallel", REQUESTS, "requests at the same time").or("16"));

  private RegistryKeys() {}

  static Map<String, String> faults(Layer layer) {
    Map<String, String> faults = new LinkedHashMap<>();
    boolean named = layer.find("username").isPresent();
    if (named != layer.find("password_secret").isPresent()) {
      faults.put(
          named ? "password_secret" : "username",
          "is missing: username and password_secret need each other");
    }
    if (text(layer, "username").contains(":")) {
      faults.put("username", "must not hold a ':', which ends it where it is sent");
    }
    boolean quay = text(layer, "create_repositories").equals(QUAY);
    if (quay && layer.find("token_secret").isEmpty()) {
      faults.put("token_secret", "is missing: create_repositories: quay needs it");
    }
    if (!quay && layer.find("token_secret").isPresent()) {
      faults.put("token_secret", "means nothing without create_repositories: quay");
    }
    if (quay && text(layer, ROLE).equals(SOURCE)) {
      faults.put("create_repositories", "means nothing at a source: nothing is copied there");
    }
    return faults;
  }

  private static String text(Layer layer, String key) {
    return layer.find(key).map(Layer.Value::text).orElse("");
  }
}
