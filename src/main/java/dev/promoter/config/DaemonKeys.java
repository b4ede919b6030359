package dev.promoter.config;

import static dev.promoter.config.ValueType.COUNT;
import static dev.promoter.config.ValueType.COUNT_OR_ZERO;
import static dev.promoter.config.ValueType.DURATION;
import static dev.promoter.config.ValueType.HOST;
import static dev.promoter.config.ValueType.JDBC;
import static dev.promoter.config.ValueType.LEVEL;
import static dev.promoter.config.ValueType.PATH;
import static dev.promoter.config.ValueType.PORT;
import static dev.promoter.config.ValueType.SECRET;
import static dev.promoter.config.ValueType.TEXT;
import static dev.promoter.config.ValueType.ZONE;
import static dev.promoter.config.ValueType.oneOf;

import java.util.List;

/** The options of promoter.ini that are not defaults of releases. */
final class DaemonKeys {
  static final List<Key> DAEMON =
      List.of(
          Key.of("state", PATH, "directory of the database and the logs")
              .orComputed("`$STATE_DIRECTORY`, else `state` beside the configuration directory"),
          Key.of("database", JDBC, "where rounds, journal, waivers and holds are kept")
              .orComputed("an H2 file in the state directory"),
          Key.of("database_user", TEXT, "its user; the password is the secret DATABASE_PASSWORD")
              .or("promoter"),
          Key.of("node", TEXT, "what the other nodes call this one, where several share a database")
              .orComputed("the name of the host"),
          Key.of("rules", PATH, "directory of the rules")
              .orComputed(
                  "`rules` beside the configuration directory if it is there, else the installed one"),
          Key.of("time_zone", ZONE, "in which cron expressions and rules mean days and hours")
              .or("UTC"),
          Key.of("log_level", LEVEL, "how much the daemon logs").or("INFO"),
          Key.of("reload_interval", DURATION, "how often files are checked for edits").or("2s"),
          Key.of("in_doubt_wait", DURATION, "pause before an effect in doubt is observed again")
              .or("2s"));

  static final List<Key> HTTP =
      List.of(
          Key.of("connect_timeout", DURATION, "for a connection to be made").or("10s"),
          Key.of("answer_timeout", DURATION, "for an answer to be complete").or("60s"),
          Key.of("requests_per_host", COUNT, "at the same time, to one host").or("64"),
          Key.of("requests_per_release", COUNT, "at the same time, for one release").or("16"),
          Key.of("retries", COUNT_OR_ZERO, "of a read that failed").or("2"),
          Key.of("retry_after_limit", DURATION, "longest pause that a server may ask for")
              .or("30s"),
          Key.of("max_answer_mib", COUNT, "longer answers are refused (MiB)").or("32"));

  static final List<Key> MAIL =
      List.of(
          Key.of("host", HOST, "the SMTP server").must(),
          Key.of("port", PORT, "its port")
              .orComputed("`587` for starttls, `465` for tls, else `25`"),
          Key.of("security", oneOf("none", "starttls", "tls"), "how the connection is protected")
              .or("starttls"),
          Key.of("user", TEXT, "who logs in").orComputed("nobody: the server asks nobody"),
          Key.of("password_secret", SECRET, "the secret that holds that user's password")
              .or("SMTP_PASSWORD"),
          Key.of("from", CephTypes.MAIL_ADDRESS, "the sender's address").must(),
          Key.of("answer_timeout", DURATION, "for the connection, then for each answer").or("60s"));

  static final List<Key> HEALTH =
      List.of(
          Key.of(
                  "late_intervals",
                  COUNT,
                  "how many rounds of a release may be due without a completed one")
              .or("3"),
          Key.of("late_floor", DURATION, "no release is late before, however often it is due")
              .or("30s"),
          Key.of("outbox_stuck", DURATION, "how long a notice may wait to be delivered").or("1h"),
          Key.of("standstill", DURATION, "how long the main loop of the daemon may stand still")
              .or("2m"),
          Key.of(
                  "metrics_access",
                  oneOf("reads", "open", "operator"),
                  "who may read `/metrics`: who may look, everybody, or operators alone")
              .or("reads"));

  private DaemonKeys() {}
}
