package dev.promoter.web;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What is made of stored rounds, which never change: the values that were asked for last. Many who
 * ask at once for the same value have it made once, and only a few are made at a time, as each
 * takes memory and a processor. Safe for threads.
 *
 * @param <K> what a value is made of
 * @param <V> the value
 */
public final class Remembered<K, V> {
  private static final int AT_ONCE = 2;
  private static final int LOCKS = 64;

  private final int limit;
  private final ToIntFunction<V> weigher;
  private final Map<K, V> values = new LinkedHashMap<>(64, 0.75f, true);
  private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();
  private final Semaphore makers = new Semaphore(AT_ONCE, true);
  private int weight;

  /**
   * An empty memory.
   *
   * @param limit how much all values may weigh; one that is heavier is kept alone
   * @param weigher how much a value weighs, always the same
   */
  public Remembered(int limit, ToIntFunction<V> weigher) {
    this.limit = limit;
    this.weigher = weigher;
  }

  /** The value; what its maker throws is thrown and not remembered. */
  public V get(K key, Supplier<V> maker) {
    return find(key).orElseGet(() -> once(key, maker));
  }

  private V once(K key, Supplier<V> maker) {
    synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
      return find(key).orElseGet(() -> made(key, maker));
    }
  }

  private V made(K key, Supplier<V> maker) {
    makers.acquireUninterruptibly();
    try {
      V value = maker.get();
      keep(key, value);
      return value;
    } finally {
      makers.release();
    }
  }

  private Optional<V> find(K key) {
    synchronized (values) {
      return Optional.ofNullable(values.get(key));
    }
  }

  private void keep(K key, V value) {
    synchronized (values) {
      values.put(key, value);
      weight += weigher.applyAsInt(value);
      Iterator<V> oldest = values.values().iterator();
      while (weight > limit && values.size() > 1) {
        weight -= weigher.applyAsInt(oldest.next());
        oldest.remove();
      }
    }
  }
}
