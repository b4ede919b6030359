package dev.promoter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of release work, as far as files know it.
 *
 * @param workflow its name in the option {@code workflow}
 * @param keys its options
 */
record ReleaseKind(String workflow, List<Key> keys) {
  static final ReleaseKind DLRN = new ReleaseKind("dlrn", ReleaseKeys.ALL);
  static final ReleaseKind CEPH = new ReleaseKind(CephKeys.WORKFLOW, CephKeys.ALL);
  static final List<ReleaseKind> ALL = List.of(DLRN, CEPH);

  ReleaseKind {
    keys = List.copyOf(keys);
  }

  /** The kind of this name. One that is not known may have any option: its name is the problem. */
  static ReleaseKind named(String workflow) {
    return ALL.stream()
        .filter(kind -> kind.workflow.equals(workflow))
        .findFirst()
        .orElseGet(() -> new ReleaseKind(workflow, everyKey()));
  }

  /** The options of all kinds: those that may stand in {@code [defaults]}. */
  static List<Key> everyKey() {
    Map<String, Key> keys = new LinkedHashMap<>();
    ALL.forEach(kind -> kind.keys.forEach(key -> keys.putIfAbsent(key.name(), key)));
    return List.copyOf(keys.values());
  }

  /** The options that only other kinds have: option to kind. */
  Map<String, String> strangers() {
    Map<String, String> strangers = new LinkedHashMap<>();
    ALL.forEach(kind -> kind.keys.forEach(key -> strangers.putIfAbsent(key.name(), kind.workflow)));
    keys.forEach(key -> strangers.remove(key.name()));
    return strangers;
  }
}
