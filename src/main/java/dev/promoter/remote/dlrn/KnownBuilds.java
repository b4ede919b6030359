package dev.promoter.remote.dlrn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The builds of the aggregates that were read last. An aggregate is named by the hash of what it
 * consists of, so that never changes, and a promotion asks for it more than once. Safe for threads.
 */
final class KnownBuilds {
  private static final int MOST = 64;

  private final Map<Key, List<CommitFile.Build>> known =
      Collections.synchronizedMap(new Newest<>());

  private record Key(String place, String aggregate) {}

  /** The builds; what the reader throws is thrown, and nothing is known then. */
  List<CommitFile.Build> get(
      String place, String aggregate, Supplier<List<CommitFile.Build>> reader) {
    Key key = new Key(place, aggregate);
    List<CommitFile.Build> before = known.get(key);
    if (before != null) {
      return before;
    }
    List<CommitFile.Build> read = reader.get();
    known.put(key, read);
    return read;
  }

  private static final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }
}
