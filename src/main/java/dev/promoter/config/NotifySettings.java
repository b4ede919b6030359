package dev.promoter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Who is told what: a section {@code [notify NAME]}.
 *
 * @param name its name
 * @param kind mail or webhook
 * @param to the recipients of mail
 * @param urlSecret the name of the secret that holds a webhook's address; empty for mail
 * @param caBundle authorities that a webhook's server may have its certificate from
 * @param releases names of releases, in which {@code *} stands for any text
 * @param severity from which one on: info, warning or critical
 * @param quiet its quiet hours
 * @param timeZone in which these are meant
 * @param criticalBreaksThrough whether what is critical is told in these, too
 * @param pause least time between two notices about the same subject
 */
public record NotifySettings(
    String name,
    String kind,
    List<String> to,
    String urlSecret,
    Optional<Path> caBundle,
    List<String> releases,
    String severity,
    Optional<Quiet> quiet,
    ZoneId timeZone,
    boolean criticalBreaksThrough,
    Duration pause) {
  public NotifySettings {
    to = List.copyOf(to);
    releases = List.copyOf(releases);
  }

  /** A part of the day; over midnight when it begins later than it ends. */
  public record Quiet(LocalTime from, LocalTime until) {}
}
