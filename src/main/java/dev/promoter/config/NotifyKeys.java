package dev.promoter.config;

import static dev.promoter.config.ValueType.BOOLEAN;
import static dev.promoter.config.ValueType.DURATION;
import static dev.promoter.config.ValueType.FILE;
import static dev.promoter.config.ValueType.SECRET;
import static dev.promoter.config.ValueType.ZONE;
import static dev.promoter.config.ValueType.oneOf;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options of {@code [notify NAME]}: who is told what, and when. */
final class NotifyKeys {
  static final String KIND = "notify";
  static final String MAIL = "mail";
  static final String WEBHOOK = "webhook";

  private static final Pattern RELEASES = Pattern.compile("[A-Za-z0-9._/*+-]+");

  static final List<Key> ALL =
      List.of(
          Key.of("kind", oneOf(MAIL, WEBHOOK), "mail, or a chat room that takes `{\"text\": ...}`")
              .must(),
          Key.of(
              "to",
              new ValueType("list of mail addresses", NotifyKeys::addresses),
              "who gets the mail"),
          Key.of("url_secret", SECRET, "the secret that holds the address of the chat room"),
          Key.of("ca_bundle", FILE, "PEM file with the authorities to trust besides those of Java")
              .orComputed("those of Java"),
          Key.of(
                  "releases",
                  new ValueType(
                      "list of names in which `*` stands for any text", NotifyKeys::patterns),
                  "the releases to hear of")
              .or("*"),
          Key.of("severity", oneOf("info", "warning", "critical"), "from which severity on")
              .or("info"),
          Key.of(
              "quiet",
              new ValueType("times such as 22:00-07:00", NotifyKeys::quiet),
              "when only what cannot wait is told; the rest follows at the end"),
          Key.of("time_zone", ZONE, "in which these times are meant")
              .orComputed("`time_zone` of `[daemon]`"),
          Key.of(
                  "critical_breaks_through",
                  BOOLEAN,
                  "whether critical notices come in quiet hours too")
              .or("no"),
          Key.of("pause", DURATION, "least time between two notices about the same subject")
              .or("15m"));

  private NotifyKeys() {}

  static Map<String, String> faults(Layer layer, boolean mailServer) {
    Map<String, String> faults = new LinkedHashMap<>();
    boolean mail = layer.find("kind").filter(kind -> kind.text().equals(MAIL)).isPresent();
    boolean webhook = layer.find("kind").filter(kind -> kind.text().equals(WEBHOOK)).isPresent();
    if (mail) {
      need(layer, faults, "to", "kind: mail needs recipients");
      refuse(layer, faults, "url_secret", MAIL);
      refuse(layer, faults, "ca_bundle", MAIL);
      if (!mailServer) {
        faults.put("kind", "mail needs the section [mail], which says through which server");
      }
    }
    if (webhook) {
      need(layer, faults, "url_secret", "kind: webhook needs an address, which is a secret");
      refuse(layer, faults, "to", WEBHOOK);
    }
    return faults;
  }

  private static void need(Layer layer, Map<String, String> faults, String key, String why) {
    if (layer.find(key).isEmpty()) {
      faults.put(key, "is missing: " + why);
    }
  }

  private static void refuse(Layer layer, Map<String, String> faults, String key, String kind) {
    if (layer.find(key).isPresent()) {
      faults.put(key, "means nothing with kind: " + kind);
    }
  }

  private static String addresses(String text) {
    return each(text, CephTypes.MAIL_ADDRESS.reader()::apply);
  }

  private static String patterns(String text) {
    return each(
        text,
        one -> {
          if (!RELEASES.matcher(one).matches()) {
            throw ValueType.fault(one, "is not the name of a release, or a part of it with `*`");
          }
          return one;
        });
  }

  private static String each(String text, java.util.function.UnaryOperator<String> reader) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(reader)
        .collect(Collectors.joining(","));
  }

  private static String quiet(String text) {
    String[] parts = text.split("-", -1);
    try {
      LocalTime from = LocalTime.parse(parts[0].strip());
      LocalTime until = LocalTime.parse(parts[parts.length - 1].strip());
      if (parts.length == 2 && !from.equals(until)) {
        return from + "-" + until;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(sentence(text), e);
    }
    throw new IllegalArgumentException(sentence(text));
  }

  private static String sentence(String text) {
    return "'" + Problems.abridged(text) + "' is not a part of the day such as 22:00-07:00";
  }
}
