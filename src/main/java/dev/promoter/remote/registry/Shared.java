package dev.promoter.remote.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Things that are made once and then used by many: who asks for something in the making waits for
 * it. What could not be made is made anew for the next who asks. The least used are forgotten.
 */
final class Shared<K, V> {
  private final Map<K, FutureTask<V>> made;

  Shared(int most) {
    this.made =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, FutureTask<V>> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * The thing of this name.
   *
   * @param good whether one made earlier is still of use
   * @throws RuntimeException that of the making, for all who waited for it
   */
  V get(K key, Predicate<V> good, Supplier<V> maker) {
    FutureTask<V> mine = new FutureTask<>(maker::get);
    FutureTask<V> task = mine;
    synchronized (made) {
      FutureTask<V> earlier = made.get(key);
      if (earlier != null && (!earlier.isDone() || usable(earlier, good))) {
        task = earlier;
      } else {
        made.put(key, mine);
      }
    }
    if (task == mine) {
      mine.run();
    }
    return result(task);
  }

  /** Forgets what was made under this name, if it is like this. */
  void forgetIf(K key, Predicate<V> like) {
    synchronized (made) {
      FutureTask<V> task = made.get(key);
      if (task != null && task.isDone() && usable(task, like)) {
        made.remove(key);
      }
    }
  }

  private static <V> boolean usable(FutureTask<V> done, Predicate<V> good) {
    try {
      return good.test(done.get());
    } catch (ExecutionException failed) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <V> V result(FutureTask<V> task) {
    try {
      return task.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting");
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(fault.getCause());
    }
  }
}
