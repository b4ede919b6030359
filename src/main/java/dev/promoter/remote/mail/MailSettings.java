package dev.promoter.remote.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * The SMTP server and who the mail comes from.
 *
 * @param host the server
 * @param port its port: 25, 587 for {@link Security#STARTTLS}, 465 for {@link Security#TLS}
 * @param security how the connection is protected
 * @param user who logs in; empty for a server that asks nobody
 * @param secret the name of the password among the secrets
 * @param from the sender's address
 * @param patience how long connecting, and then each answer, may take
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    Optional<String> user,
    String secret,
    String from,
    Duration patience) {
  /** How the connection is protected. */
  public enum Security {
    /** Not at all: a server on this host. A password is never sent over it to another host. */
    NONE,
    /** By an upgrade, without which nothing is sent. */
    STARTTLS,
    /** From the first byte. */
    TLS
  }

  public MailSettings {
    if (port < 1 || port > 65_535 || patience.toMillis() < 1) {
      throw new IllegalArgumentException("port and patience must be positive");
    }
    MailAddress.problem(from)
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException("the sender " + sentence);
            });
  }

  boolean onThisHost() {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
  }
}
