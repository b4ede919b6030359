package dev.promoter.remote.containers;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.engine.Undo;
import dev.promoter.remote.registry.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One tag of many containers that is to stand for these images, in the form in which the journal
 * holds it.
 *
 * @param registry the name of the registry
 * @param address where it is
 * @param namespace where they are there
 * @param tag the tag
 * @param wanted what it is to stand for, by container
 * @param standing what it stands for so far, by container; empty when that is not known when the
 *     plan is made, and is in what was recorded before
 */
record Labels(
    String registry,
    String address,
    String namespace,
    String tag,
    Map<String, Digest> wanted,
    Map<String, Digest> standing) {
  private static final String FORMER = "tags";

  Action action(Candidate candidate) {
    Map<String, String> settings = new HashMap<>();
    settings.put("registry", registry);
    settings.put("address", address);
    settings.put("namespace", namespace);
    settings.put("tag", tag);
    settings.put("containers", Digests.write(wanted));
    settings.put("standing", Digests.write(standing));
    return new Action(TagContainers.KIND, title(candidate), candidate, settings);
  }

  private String title(Candidate candidate) {
    String what = Names.count(wanted.size(), "container");
    return standing.isEmpty()
        ? "tag %s of %s as %s in registry %s".formatted(what, candidate.id(), tag, registry)
        : "put %s back to what the tag %s stood for in registry %s".formatted(what, tag, registry);
  }

  static Labels of(Action action) {
    return new Labels(
        action.setting("registry"),
        action.setting("address"),
        action.setting("namespace"),
        action.setting("tag"),
        Digests.read(action.setting("containers")),
        Digests.read(action.setting("standing")));
  }

  static Before before(Map<String, Optional<Digest>> found) {
    return new Before(Map.of(FORMER, Digests.writeFound(found)));
  }

  static Map<String, Optional<Digest>> found(Before before) {
    return Digests.readFound(before.value(FORMER));
  }

  /**
   * How the tags come back. One that was not there before stays: by its digest a registry would
   * delete the image, and with it its full hash; by its tag most delete nothing.
   */
  Undo undo(Action action, Before before) {
    Map<String, Digest> back = new LinkedHashMap<>();
    Map<String, Digest> here = new LinkedHashMap<>();
    List<String> fresh = new ArrayList<>();
    found(before)
        .forEach(
            (container, former) -> {
              Digest now = wanted.get(container);
              if (now == null || former.equals(Optional.of(now))) {
                return;
              }
              if (former.isEmpty()) {
                fresh.add(container);
                return;
              }
              back.put(container, former.get());
              here.put(container, now);
            });
    List<Action> actions =
        back.isEmpty()
            ? List.of()
            : List.of(
                new Labels(registry, address, namespace, tag, back, here)
                    .action(action.candidate()));
    return new Undo(actions, fresh.isEmpty() ? List.of() : List.of(remark(fresh)));
  }

  private String remark(List<String> fresh) {
    return "the tag %s of %s stays in registry %s (%s): it did not exist before, and a registry deletes images rather than tags, which would take their full hash away, too"
        .formatted(tag, Names.count(fresh.size(), "container"), registry, Names.some(fresh));
  }
}
