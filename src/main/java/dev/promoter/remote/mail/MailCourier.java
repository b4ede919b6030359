package dev.promoter.remote.mail;

import dev.promoter.domain.Secret;
import dev.promoter.engine.Courier;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Hands letters to an SMTP server. Only what the server refuses for this recipient for good is
 * given up; everything else, also a wrong password, may be put right by a person and is tried
 * again.
 */
public final class MailCourier implements Courier {
  /** The name of the channel. */
  public static final String CHANNEL = "mail";

  private static final String SYSTEM = "SMTP";
  private static final int SHOWN = 200;

  private final MailSettings settings;
  private final Secrets secrets;
  private final InstantSource clock;

  /** A courier to one server; the password is read at each letter. */
  public MailCourier(MailSettings settings, Secrets secrets, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void deliver(Letter letter) {
    Optional<String> problem = MailAddress.problem(letter.to());
    if (problem.isPresent()) {
      throw fault(letter, problem.get(), false);
    }
    Optional<Secret> password = password(letter);
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = MailText.of(session, settings.from(), letter, clock.instant());
      send(session, message, password);
    } catch (MessagingException fault) {
      throw fault(letter, reason(fault, password), !refusedForGood(fault));
    }
  }

  private void send(Session session, MimeMessage message, Optional<Secret> password)
      throws MessagingException {
    try (Transport transport = session.getTransport()) {
      transport.connect(
          settings.host(),
          settings.port(),
          settings.user().orElse(null),
          password.map(Secret::reveal).orElse(null));
      Address[] recipients = message.getAllRecipients();
      transport.sendMessage(message, recipients);
    }
  }

  private Optional<Secret> password(Letter letter) {
    if (settings.user().isEmpty()) {
      return Optional.empty();
    }
    if (settings.security() == MailSettings.Security.NONE && !settings.onThisHost()) {
      throw fault(letter, "a password would go over an open connection; use STARTTLS or TLS", true);
    }
    Optional<Secret> password = secrets.find(settings.secret());
    if (password.isEmpty()) {
      throw fault(
          letter,
          "the secret %s is neither in a file nor in the environment".formatted(settings.secret()),
          true);
    }
    return password;
  }

  private Properties properties() {
    String protocol = settings.security() == MailSettings.Security.TLS ? "smtps" : "smtp";
    String prefix = "mail." + protocol + ".";
    String patience = String.valueOf(settings.patience().toMillis());
    boolean upgrade = settings.security() == MailSettings.Security.STARTTLS;
    Properties all = new Properties();
    all.setProperty("mail.transport.protocol", protocol);
    all.setProperty(prefix + "connectiontimeout", patience);
    all.setProperty(prefix + "timeout", patience);
    all.setProperty(prefix + "writetimeout", patience);
    all.setProperty(prefix + "auth", String.valueOf(settings.user().isPresent()));
    all.setProperty(prefix + "starttls.enable", String.valueOf(upgrade));
    all.setProperty(prefix + "starttls.required", String.valueOf(upgrade));
    all.setProperty(prefix + "ssl.checkserveridentity", "true");
    all.setProperty(prefix + "quitwait", "false");
    return all;
  }

  /** Only a refusal of the recipient, and only one that the server calls permanent. */
  private static boolean refusedForGood(MessagingException fault) {
    for (Throwable cause = fault; cause != null; cause = next(cause)) {
      if (cause instanceof SMTPAddressFailedException refused) {
        return refused.getReturnCode() >= 550 && refused.getReturnCode() <= 553;
      }
    }
    return false;
  }

  private static @Nullable Throwable next(Throwable fault) {
    return fault instanceof MessagingException chained && chained.getNextException() != null
        ? chained.getNextException()
        : fault.getCause();
  }

  private String reason(MessagingException fault, Optional<Secret> password) {
    String told = told(fault, password);
    if (fault instanceof AuthenticationFailedException) {
      return "the server does not accept user '%s' with the secret %s: %s"
          .formatted(settings.user().orElse(""), settings.secret(), told);
    }
    if (fault instanceof MailConnectException) {
      return "no connection could be made: " + told;
    }
    if (fault instanceof SMTPSendFailedException || fault instanceof SMTPSenderFailedException) {
      return "the server did not take the message: " + told;
    }
    return told;
  }

  private static String told(MessagingException fault, Optional<Secret> password) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = fault; cause != null && all.length() < SHOWN; cause = next(cause)) {
      String message = cause.getMessage();
      all.append(all.isEmpty() ? "" : "; ")
          .append(message == null ? cause.getClass().getSimpleName() : message);
    }
    String clean =
        password
            .map(Secret::reveal)
            .filter(text -> !text.isEmpty())
            .map(text -> all.toString().replace(text, "***"))
            .orElse(all.toString());
    String line = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  private RemoteException fault(Letter letter, String reason, boolean retryable) {
    return RemoteException.of(
        SYSTEM,
        "send a mail to " + letter.to().replaceAll("[\\p{Cntrl}\\s]+", " "),
        settings.host() + ":" + settings.port(),
        reason,
        0,
        retryable);
  }
}
