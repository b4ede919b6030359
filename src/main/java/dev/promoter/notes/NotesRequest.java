package dev.promoter.notes;

import java.util.List;

/**
 * What the notes are about.
 *
 * @param version the version that is released
 * @param branch its branch
 * @param sha1 its commit
 * @param since the tag or commit before
 * @param repository the page of the repository, without a slash at its end
 * @param tracker the address of the tracker, without a slash at its end
 * @param components labels that name a component
 * @param strict whether pull requests without an issue are left out
 */
public record NotesRequest(
    String version,
    String branch,
    String sha1,
    String since,
    String repository,
    String tracker,
    List<String> components,
    boolean strict) {
  /** Labels of the Ceph repository that name a component. */
  public static final List<String> CEPH_COMPONENTS =
      List.of(
          "bluestore",
          "build/ops",
          "ceph-volume",
          "cephadm",
          "cephfs",
          "cli",
          "cmake",
          "common",
          "core",
          "crimson",
          "crush",
          "dashboard",
          "debian",
          "doc",
          "kv",
          "librados",
          "librbd",
          "mds",
          "mgr",
          "mon",
          "monitoring",
          "msgr",
          "objecter",
          "orchestrator",
          "os",
          "osd",
          "performance",
          "pybind",
          "python-common",
          "qa",
          "rados",
          "rbd",
          "rgw",
          "rpm",
          "tests",
          "tools");

  public NotesRequest {
    components = List.copyOf(components);
  }
}
