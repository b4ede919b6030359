package dev.promoter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What promoter.ini says about the daemon itself, with all defaults. Every path is absolute.
 *
 * @param state directory of the database and the logs; need not exist yet
 * @param database a JDBC URL; H2 on disk always with {@code WRITE_DELAY=0}
 * @param databaseUser its user; the password is the secret DATABASE_PASSWORD
 * @param nodeName what the other nodes call this one; empty for the name of the host
 * @param rules directory of the rules; empty for those beside the configuration or installed
 * @param timeZone in which cron expressions and rules mean days and hours
 * @param logLevel TRACE, DEBUG, INFO, WARN or ERROR
 * @param reloadInterval how often files are checked for edits
 * @param inDoubtWait pause before an effect in doubt is observed again
 * @param http how outside systems are called
 * @param web how the web server is reached
 * @param mail how mail is sent; empty when none is
 * @param people what people may say
 * @param commands how commands reach the daemon
 * @param health from when on the daemon is not healthy
 * @param audiences who is told of changes of state
 * @param secretFiles name of a secret to the file that holds it; may be empty
 */
public record DaemonSettings(
    Path state,
    String database,
    String databaseUser,
    Optional<String> nodeName,
    Optional<Path> rules,
    ZoneId timeZone,
    String logLevel,
    Duration reloadInterval,
    Duration inDoubtWait,
    HttpSettings http,
    WebSettings web,
    Optional<MailSettings> mail,
    PeopleSettings people,
    CommandSettings commands,
    HealthSettings health,
    List<NotifySettings> audiences,
    Map<String, Path> secretFiles) {
  public DaemonSettings {
    audiences = List.copyOf(audiences);
    secretFiles = Map.copyOf(secretFiles);
  }
}
