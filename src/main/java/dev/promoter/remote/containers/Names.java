package dev.promoter.remote.containers;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.registry.RepositoryName;
import dev.promoter.remote.registry.Tag;
import java.util.List;

/** Makes names that a registry takes, and sentences of many names. */
final class Names {
  /** As many as a person reads. */
  private static final int SHOWN = 10;

  private Names() {}

  /**
   * A tag.
   *
   * @throws RemoteException when a registry would not take it
   */
  static Tag tag(String text) {
    try {
      return new Tag(text);
    } catch (IllegalArgumentException none) {
      throw unusable("name its containers", "tag " + text, none);
    }
  }

  /**
   * The name of a repository.
   *
   * @throws RemoteException when a registry would not take it
   */
  static RepositoryName repository(String namespace, String container) {
    try {
      return new RepositoryName(namespace + "/" + container);
    } catch (IllegalArgumentException none) {
      throw unusable("name its containers", "options of its namespace and container_preffix", none);
    }
  }

  private static RemoteException unusable(
      String action, String what, IllegalArgumentException none) {
    return RemoteException.of(
        ContainerList.SYSTEM, action, what, String.valueOf(none.getMessage()), 0, false);
  }

  /** The first ten, and how many more there are. */
  static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN ? shown : "%s and %d more".formatted(shown, names.size() - SHOWN);
  }

  /** A number with its noun. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
