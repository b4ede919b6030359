package dev.promoter.config;

import dev.promoter.config.WebSettings.Encryption;
import dev.promoter.config.WebSettings.Hook;
import dev.promoter.config.WebSettings.Listen;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the section {@code [web]} of promoter.ini. */
final class WebSection {
  static final String NAME = "web";
  static final String OFF = "off";

  private static final Pattern LISTEN =
      Pattern.compile("off|(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):(\\d{1,5})");
  private static final Pattern NETWORK = Pattern.compile("[0-9A-Fa-f.:]+(/\\d{1,3})?");

  private static final ValueType LISTEN_TYPE =
      new ValueType("address:port, or off", WebSection::listen);
  private static final ValueType NETWORKS =
      new ValueType("list of addresses and networks", WebSection::networks);

  static final List<Key> KEYS =
      List.of(
          Key.of("listen", LISTEN_TYPE, "where the web server listens").or("127.0.0.1:8080"),
          Key.of(
                  "read_access",
                  ValueType.oneOf("open", "token"),
                  "who may look: everybody who reaches it, or only who has a token")
              .or("open"),
          Key.of("tokens", ValueType.FILE, "the file of tokens, which `promoter token` writes")
              .orComputed("`tokens` in the state directory"),
          Key.of(
                  "trusted_proxies",
                  NETWORKS,
                  "whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed")
              .orComputed("nobody's"),
          Key.of("tls_keystore", ValueType.FILE, "a PKCS12 file with certificate and key")
              .orComputed("none"),
          Key.of("tls_keystore_secret", ValueType.SECRET, "the secret that holds its password")
              .or("WEB_KEYSTORE_PASSWORD"),
          Key.of(
                  "tls_certificate",
                  ValueType.FILE,
                  "instead of that a PEM file: the certificate and those above it")
              .orComputed("none"),
          Key.of("tls_key", ValueType.FILE, "and its key: a PEM file, not encrypted")
              .orComputed("none"),
          Key.of("max_body_kib", ValueType.COUNT, "longer bodies of requests are refused (KiB)")
              .or("256"),
          Key.of(
                  "requests_per_minute",
                  ValueType.COUNT,
                  "from one address; from this machine any number")
              .or("1200"),
          Key.of("requests_at_once", ValueType.COUNT, "from everybody together").or("64"));

  private final IniSection section;
  private final Places places;
  private final Problems problems;
  private final Layer layer;

  private WebSection(IniSection section, Places places, Problems problems) {
    this.section = section;
    this.places = places;
    this.problems = problems;
    this.layer = Layer.read(section, KEYS, problems);
  }

  static WebSettings read(IniFile file, Path state, Places places, Problems problems) {
    IniSection section = file.section(NAME).orElse(IniSection.absent(NAME));
    return new WebSection(section, places, problems)
        .settings(state, HookSections.read(file, problems));
  }

  private WebSettings settings(Path state, List<Hook> hooks) {
    return new WebSettings(
        Optional.of(get("listen")).filter(text -> !text.equals(OFF)).map(Listen::parse),
        find("listen").isPresent(),
        get("read_access").equals("open"),
        file("tokens").orElse(state.resolve("tokens")),
        find("trusted_proxies").map(WebSection::split).orElse(List.of()),
        encryption(),
        Integer.parseInt(get("max_body_kib")),
        Integer.parseInt(get("requests_per_minute")),
        Integer.parseInt(get("requests_at_once")),
        hooks);
  }

  private Optional<Encryption> encryption() {
    Optional<Path> keystore = file("tls_keystore");
    Optional<Path> certificate = file("tls_certificate");
    Optional<Path> key = file("tls_key");
    if (keystore.isPresent() && (certificate.isPresent() || key.isPresent())) {
      error("tls_keystore", "stands beside tls_certificate or tls_key; keep one form");
    } else if (certificate.isPresent() != key.isPresent()) {
      String given = key.isPresent() ? "tls_key" : "tls_certificate";
      error(given, "needs tls_certificate and tls_key together");
    }
    return keystore
        .<Encryption>map(file -> new Encryption.Keystore(file, get("tls_keystore_secret")))
        .or(
            () ->
                certificate.flatMap(chain -> key.map(secret -> new Encryption.Pem(chain, secret))));
  }

  private void error(String key, String sentence) {
    int line = layer.find(key).map(Layer.Value::line).orElse(section.line());
    problems.error(line, NAME, key, sentence);
  }

  private Optional<Path> file(String name) {
    return find(name).map(places::resolve);
  }

  private Optional<String> find(String name) {
    return layer.find(name).map(Layer.Value::text);
  }

  private String get(String name) {
    return find(name)
        .or(
            () ->
                KEYS.stream().filter(key -> key.name().equals(name)).map(Key::fallback).findFirst())
        .orElseThrow();
  }

  private static String listen(String text) {
    var matcher = LISTEN.matcher(text);
    boolean port =
        matcher.matches()
            && (matcher.group(2) == null || Integer.parseInt(matcher.group(2)) <= 65535);
    if (!port) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is neither an address with a port, such as 127.0.0.1:8080 or [::1]:8080, nor off");
    }
    return text;
  }

  private static String networks(String text) {
    for (String one : split(text)) {
      if (!NETWORK.matcher(one).matches()) {
        throw new IllegalArgumentException(
            "'" + one + "' is neither an address nor a network such as 10.0.0.0/8");
      }
    }
    return text;
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
