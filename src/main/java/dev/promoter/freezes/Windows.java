package dev.promoter.freezes;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The windows of one plan, one after the other. */
final class Windows implements Iterator<Window> {
  private final FreezePlan plan;
  private final Optional<Recurrence> recurrence;
  private final Iterator<LocalDateTime> times;
  private final Instant after;
  private Optional<Window> next;

  /**
   * Begins to look.
   *
   * @param from no window that begins before it, as the clock shows it, ends after the other one
   * @param after windows that end until then are passed over
   */
  Windows(FreezePlan plan, LocalDateTime from, Instant after) {
    this.plan = plan;
    this.recurrence = plan.recurrence().map(Recurrence::parse);
    this.times =
        recurrence
            .map(rule -> rule.unlimited(plan.starts(), from))
            .orElseGet(() -> Collections.singleton(plan.starts()).iterator());
    this.after = after;
    this.next = found();
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public Window next() {
    Window window = next.orElseThrow(NoSuchElementException::new);
    next = found();
    return window;
  }

  private Optional<Window> found() {
    while (times.hasNext()) {
      LocalDateTime time = times.next();
      Window window = plan.window(time);
      if (recurrence.filter(rule -> rule.ended(time, window.begins())).isPresent()) {
        return Optional.empty();
      }
      if (!window.isEmpty()
          && window.ends().isAfter(after)
          && !plan.except().contains(time.toLocalDate())) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }
}
