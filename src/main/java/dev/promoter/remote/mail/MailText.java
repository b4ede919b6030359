package dev.promoter.remote.mail;

import dev.promoter.engine.Courier.Letter;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Turns a letter into a message: plain text in UTF-8, with the number of the letter as its own. */
final class MailText {
  private static final int LONGEST_SUBJECT = 200;

  private MailText() {}

  /** Keeps the number it was given instead of inventing one at each attempt. */
  private static final class Numbered extends MimeMessage {
    private final String number;

    Numbered(Session session, String number) {
      super(session);
      this.number = number;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", number);
    }
  }

  static MimeMessage of(Session session, String from, Letter letter, Instant at)
      throws MessagingException {
    String domain = from.substring(from.indexOf('@') + 1);
    MimeMessage message = new Numbered(session, "<" + letter.number() + "@" + domain + ">");
    message.setFrom(new InternetAddress(from));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
    message.setSubject(line(letter.subject()), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(at));
    // RFC 3834: tells answering machines to be quiet.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(letter.text().replace("\0", ""), StandardCharsets.UTF_8.name());
    message.setHeader("Content-Transfer-Encoding", "quoted-printable");
    message.saveChanges();
    return message;
  }

  /** One line: a line end in a subject would begin a header of somebody else's making. */
  private static String line(String subject) {
    String line = subject.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "...";
  }
}
