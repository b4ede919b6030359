package dev.promoter.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Rendered answers of reads, each kept until the data it was made from changes: under load most of
 * the time would otherwise go into writing the same JSON again.
 */
final class AnswerCache {
  private static final long MOST_BYTES = 96L << 20;

  private final LongSupplier revision;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  private record Entry(long revision, Answer answer) {}

  AnswerCache(LongSupplier revision) {
    this.revision = revision;
  }

  Answer get(String key, Supplier<Answer> render) {
    long now = revision.getAsLong();
    Entry entry = entries.get(key);
    if (entry != null && entry.revision() == now) {
      return entry.answer();
    }
    Answer answer = render.get();
    keep(key, new Entry(now, answer), entry == null ? 0 : entry.answer().bytes().length);
    return answer;
  }

  /** An answer rendered while the data changed keeps the older revision and is never served. */
  private void keep(String key, Entry entry, int replaced) {
    if (bytes.addAndGet(entry.answer().bytes().length - replaced) > MOST_BYTES) {
      entries.clear();
      bytes.set(entry.answer().bytes().length);
    }
    entries.put(key, entry);
  }
}
