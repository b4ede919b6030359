package dev.promoter;

import dev.promoter.config.NotifySettings;
import dev.promoter.domain.ReleaseName;
import dev.promoter.notices.Audience;
import dev.promoter.notices.Newsroom;
import dev.promoter.notices.QuietHours;
import dev.promoter.notices.Severity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds, and soon after each round, whether somebody has to be told something. A
 * thread of its own, so that neither rounds nor the main loop wait for it.
 */
final class Announcer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private enum Order {
    LOOK,
    STOP
  }

  private final List<Audience> audiences;
  private final Newsroom newsroom;
  private final Sightings sightings;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean begun;
  private boolean troubled;

  Announcer(List<NotifySettings> sections, Newsroom newsroom, Sightings sightings) {
    this.audiences = sections.stream().map(Announcer::audience).toList();
    this.newsroom = newsroom;
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
      if (!begun) {
        newsroom.begin(audiences);
        begun = true;
      }
      if (!audiences.isEmpty()) {
        newsroom.look(audiences, sightings.look());
      }
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) { // not again every few seconds
        LOG.error("what is new could not be told, and is told as soon as it can be", e);
      }
      troubled = true;
    }
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
