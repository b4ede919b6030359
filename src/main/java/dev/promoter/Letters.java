package dev.promoter;

import dev.promoter.config.MailSettings;
import dev.promoter.engine.Courier;
import dev.promoter.engine.Outbox;
import dev.promoter.engine.Outbox.Waiting;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.mail.MailCourier;
import dev.promoter.remote.mail.MailSettings.Security;
import dev.promoter.store.Delivery;
import dev.promoter.store.DeliverySettings;
import dev.promoter.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits in the outbox, and how it gets away: by the daemon, or before a command ends. */
final class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

  /** How long a command that ends waits for letters that were never tried. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Store store;
  private final List<Courier> couriers;
  private final InstantSource clock;

  /**
   * @param mail how mail is sent; empty when none is
   * @param others couriers of other channels
   */
  Letters(
      Store store,
      Optional<MailSettings> mail,
      List<Courier> others,
      Secrets secrets,
      InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.couriers =
        Stream.concat(mail.map(given -> courier(given, secrets, clock)).stream(), others.stream())
            .toList();
  }

  /** Begins to deliver, until it is closed; does nothing where there is no way to deliver. */
  Optional<Delivery> begin() {
    return begin(DeliverySettings.standard());
  }

  private Optional<Delivery> begin(DeliverySettings pace) {
    return couriers.isEmpty()
        ? Optional.empty()
        : Optional.of(store.deliver(couriers, pace, clock));
  }

  private static Courier courier(MailSettings mail, Secrets secrets, InstantSource clock) {
    return new MailCourier(
        new dev.promoter.remote.mail.MailSettings(
            mail.host(),
            mail.port(),
            Security.valueOf(mail.security().toUpperCase(Locale.ROOT)),
            mail.user(),
            mail.secret(),
            mail.from(),
            mail.patience()),
        secrets,
        clock);
  }

  /** Tries each new letter once, and says which stay where they are. */
  void deliverBeforeTheEnd() {
    if (couriers.isEmpty() || untried().isEmpty()) {
      return;
    }
    DeliverySettings standard = DeliverySettings.standard();
    DeliverySettings pace =
        new DeliverySettings(
            LOOK, standard.firstPause(), standard.longestPause(), standard.giveUp());
    try (Delivery delivery = begin(pace).orElseThrow()) {
      delivery.hurry();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!untried().isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(LOOK.toMillis());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    waiting().forEach(Letters::say);
  }

  private List<Waiting> untried() {
    return waiting().stream().filter(letter -> letter.attempts() == 0).toList();
  }

  private List<Waiting> waiting() {
    Outbox outbox = store.outbox(clock);
    return outbox.waiting().stream().filter(letter -> !letter.givenUp()).toList();
  }

  private static void say(Waiting letter) {
    LOG.warn(
        "the notice '{}' to {} stays in the outbox until promoter run or the next command delivers"
            + " it{}{}",
        letter.subject(),
        letter.to(),
        letter.problem().isEmpty() ? "" : ": ",
        letter.problem());
  }
}
