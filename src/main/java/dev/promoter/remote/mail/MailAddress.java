package dev.promoter.remote.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand in a header as an address: one plain address and nothing that leads further. */
public final class MailAddress {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})");

  private MailAddress() {}

  /** Why a text is no address that mail can go to; empty when it is one. */
  public static Optional<String> problem(String text) {
    if (!PLAIN.matcher(text).matches()) {
      return Optional.of(
          "'" + shown(text) + "' is not one plain mail address, like lead@example.org");
    }
    try {
      new InternetAddress(text, true);
      return Optional.empty();
    } catch (AddressException refused) {
      return Optional.of("'" + shown(text) + "' is not a mail address: " + refused.getMessage());
    }
  }

  private static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }
}
