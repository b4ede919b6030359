package dev.promoter;

import dev.promoter.config.NotifySettings;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.LostReleaseException;
import dev.promoter.engine.ReleaseLocks;
import dev.promoter.engine.ReleaseLocks.Held;
import dev.promoter.notices.Audience;
import dev.promoter.notices.Newsroom;
import dev.promoter.notices.QuietHours;
import dev.promoter.notices.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds, and soon after each round, whether somebody has to be told something. A
 * thread of its own, so that neither rounds nor the main loop wait for it. Of several nodes one
 * does it for all as long as it lives, so that nothing is told twice.
 */
final class Announcer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final ReleaseName OFFICE = new ReleaseName("[notices]");
  private static final Duration GRACE = Duration.ofSeconds(10);

  private enum Order {
    LOOK,
    STOP
  }

  private final List<Audience> audiences;
  private final ReleaseLocks locks;
  private final Function<Held, Newsroom> newsrooms;
  private final Sightings sightings;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private Optional<Office> office = Optional.empty();
  private boolean troubled;

  /** The right to tell, and what tells by it. */
  private record Office(Held held, Newsroom newsroom) {}

  /**
   * @param newsrooms makes one that tells only as long as the lock is held
   */
  Announcer(
      List<NotifySettings> sections,
      ReleaseLocks locks,
      Function<Held, Newsroom> newsrooms,
      Sightings sightings) {
    this.audiences = sections.stream().map(Announcer::audience).toList();
    this.locks = locks;
    this.newsrooms = newsrooms;
    this.sightings = sightings;
    this.thread = new Thread(this::work, "notices");
    this.thread.setDaemon(true);
  }

  /** Begins to look; not before the releases are known, or all of them would seem to be gone. */
  void begin() {
    thread.start();
  }

  /** Something may be new; returns at once. */
  void look() {
    if (orders.isEmpty()) {
      orders.offer(Order.LOOK);
    }
  }

  private void work() {
    Order order = Order.LOOK;
    while (order != Order.STOP) {
      announce();
      order = next();
    }
    announce(); // what the last rounds brought
    leaveOffice();
  }

  private Order next() {
    try {
      Order order = orders.poll(EVERY.toMillis(), TimeUnit.MILLISECONDS);
      return order == null ? Order.LOOK : order;
    } catch (InterruptedException e) {
      return Order.STOP;
    }
  }

  /** What cannot be read now is told after the next look: nothing is lost by waiting. */
  private void announce() {
    try {
      takeOffice();
      if (office.isPresent() && !audiences.isEmpty()) {
        office.get().newsroom().look(audiences, sightings.look());
      }
      troubled = false;
    } catch (RuntimeException e) {
      leaveOffice(); // another node may have better luck
      if (!troubled && !(e instanceof LostReleaseException)) { // not again every few seconds
        LOG.error("what is new could not be told, and is told as soon as it can be", e);
      }
      troubled = true;
    }
  }

  private void takeOffice() {
    if (office.filter(taken -> taken.held().lost()).isPresent()) {
      leaveOffice();
    }
    if (office.isEmpty()) {
      office = locks.tryLock(OFFICE).map(held -> new Office(held, newsrooms.apply(held)));
      office.ifPresent(taken -> taken.newsroom().begin(audiences));
    }
  }

  private void leaveOffice() {
    office.ifPresent(taken -> taken.held().close());
    office = Optional.empty();
  }

  private static Audience audience(NotifySettings section) {
    boolean webhook = !section.urlSecret().isEmpty();
    return new Audience(
        section.name(),
        section.kind(),
        webhook ? List.of(section.name()) : section.to(),
        named(section.releases()),
        Severity.of(section.severity()),
        new QuietHours(
            section.quiet().map(part -> new QuietHours.Span(part.from(), part.until())),
            section.timeZone()),
        section.criticalBreaksThrough(),
        section.pause());
  }

  /** What is about the rules or promoter.ini concerns everybody. */
  private static Predicate<ReleaseName> named(List<String> patterns) {
    Pattern any =
        Pattern.compile(
            patterns.stream()
                .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|")));
    return name -> name.value().startsWith("[") || any.matcher(name.value()).matches();
  }

  /** Ends after one more look; the store has to be open still. */
  @Override
  public void close() {
    orders.offer(Order.STOP);
    try {
      thread.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
