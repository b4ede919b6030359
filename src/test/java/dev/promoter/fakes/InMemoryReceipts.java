package dev.promoter.fakes;

import dev.promoter.domain.Intervention;
import dev.promoter.engine.AlreadyOrderedException;
import dev.promoter.engine.Receipts;
import dev.promoter.engine.Slip;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Receipts for as long as the test runs. */
public final class InMemoryReceipts implements Receipts {
  private static final Duration KEPT = Duration.ofHours(24);

  private final Map<String, Receipt> receipts = new HashMap<>();
  private final Map<String, Instant> opened = new HashMap<>();

  @Override
  public synchronized Optional<Receipt> open(String owner, String key, String order, Instant at) {
    String id = owner + " " + key;
    if (opened.getOrDefault(id, at).isBefore(at.minus(KEPT))) {
      receipts.remove(id);
    }
    Optional<Receipt> there =
        Optional.ofNullable(receipts.putIfAbsent(id, new Receipt(order, Optional.empty())));
    if (there.isEmpty()) {
      opened.put(id, at);
    }
    return there;
  }

  @Override
  public synchronized Optional<Receipt> find(String owner, String key, Instant at) {
    String id = owner + " " + key;
    boolean old = opened.getOrDefault(id, at).isBefore(at.minus(KEPT));
    return old ? Optional.empty() : Optional.ofNullable(receipts.get(id));
  }

  /** Keeps the answer that a slip has for this. */
  public void keep(Slip slip, Intervention said) {
    Keyed order = slip.order();
    if (open(order.owner(), order.key(), order.order(), order.at()).isPresent()) {
      throw new AlreadyOrderedException();
    }
    answered(order.owner(), order.key(), slip.answer().apply(said));
  }

  @Override
  public synchronized void answered(String owner, String key, String answer) {
    receipts.computeIfPresent(
        owner + " " + key, (same, open) -> new Receipt(open.order(), Optional.of(answer)));
  }

  @Override
  public synchronized void drop(String owner, String key) {
    receipts.remove(owner + " " + key);
  }
}
