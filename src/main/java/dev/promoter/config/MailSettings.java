package dev.promoter.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How mail is sent: the section {@code [mail]}.
 *
 * @param host the SMTP server
 * @param port its port
 * @param security none, starttls or tls
 * @param user who logs in; empty for a server that asks nobody
 * @param secret the name of the password among the secrets
 * @param from the sender's address
 * @param patience for the connection, then for each answer
 */
public record MailSettings(
    String host,
    int port,
    String security,
    Optional<String> user,
    String secret,
    String from,
    Duration patience) {}
