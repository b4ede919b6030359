package dev.promoter.web;

import dev.promoter.domain.Secret;
import dev.promoter.engine.Receipts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a report comes from whom it says, is of now, and came only once: it is signed over its
 * time and its text. Safe for threads.
 */
final class Signature {
  static final String TIME = "X-Promoter-Timestamp";
  static final String SIGNATURE = "X-Promoter-Signature";

  private static final String FORM = "sha256=";
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String REPORT = "report";

  private final Receipts receipts;
  private final InstantSource clock;

  Signature(Receipts receipts, InstantSource clock) {
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * Checks a report.
   *
   * @throws Refusal when it is not to be believed
   */
  void check(Hook hook, Request request) {
    String time = request.header(TIME).orElse("");
    String given = request.header(SIGNATURE).orElse("");
    String right = FORM + sign(hook.secret(), time, request.body());
    if (time.isEmpty() || !same(right, given)) {
      throw new Refusal(
          Refusal.Kind.NO_TOKEN,
          "The report is not signed as this hook must be: %s holds the seconds since 1970, and %s is sha256= with the HMAC of these seconds, a dot and the body."
              .formatted(TIME, SIGNATURE));
    }
    refuseUnlessFresh(time);
    refuseReplay(hook, right);
  }

  static String sign(Secret secret, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  private void refuseUnlessFresh(String time) {
    // The text is signed, so it is what the reporter wrote; still it may be no number.
    long seconds = Words.number(TIME, time, 0, Instant.MAX.getEpochSecond());
    Duration off = Duration.between(Instant.ofEpochSecond(seconds), clock.instant()).abs();
    if (off.compareTo(WINDOW) > 0) {
      throw new Refusal(
          Refusal.Kind.NO_TOKEN,
          "The report is %d seconds away from the time here; at most %d are allowed. Is the clock of the reporter right?"
              .formatted(off.toSeconds(), WINDOW.toSeconds()));
    }
  }

  /** Kept with the receipts, so that a restart forgets nothing and every node knows. */
  private void refuseReplay(Hook hook, String signature) {
    String owner = "hook " + TokenHash.of(hook.name()).hex(); // no token has a blank in its name
    if (receipts.open(owner, signature, REPORT, clock.instant()).isPresent()) {
      throw new Refusal(Refusal.Kind.CONFLICT, "This very report has come before.");
    }
  }

  private static boolean same(String right, String given) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
