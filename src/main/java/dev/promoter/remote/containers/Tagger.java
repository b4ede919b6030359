package dev.promoter.remote.containers;

import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.registry.Digest;
import dev.promoter.remote.registry.ImageName;
import dev.promoter.remote.registry.Manifest;
import dev.promoter.remote.registry.Registry.Tagging;
import dev.promoter.remote.registry.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves one tag of many containers of one registry. Everything it needs is read before the first
 * tag moves, so that between the first and the last there is nothing but the moves.
 */
final class Tagger {
  private final Stock stock;
  private final Labels labels;
  private final Candidate candidate;
  private final Tag tag;

  Tagger(Stock stock, Labels labels, Candidate candidate) {
    this.stock = stock;
    this.labels = labels;
    this.candidate = candidate;
    this.tag = Names.tag(labels.tag());
  }

  /** What the tags stand for now. */
  Before before() {
    return Labels.before(found());
  }

  private Map<String, Optional<Digest>> found() {
    return stock.digests(labels.wanted().keySet(), tag);
  }

  /** Whether an image is missing, or a tag was moved that is to be put back. */
  Optional<Outcome> obstacle() {
    if (!labels.standing().isEmpty()) {
      List<String> foreign = foreign(found(), Map.of());
      if (!foreign.isEmpty()) {
        return Optional.of(overtaken(foreign));
      }
    }
    try {
      taggings(labels.wanted().keySet());
      return Optional.empty();
    } catch (RemoteException fault) {
      return fault.retryable()
          ? Optional.of(new Outcome.Retry(fault.sentence()))
          : Optional.of(new Outcome.Failed(fault.sentence()));
    }
  }

  /**
   * Whether it is so already; Retry when some of the tags were moved.
   *
   * @param before what they stood for when it began
   */
  Optional<Outcome> observe(Map<String, Optional<Digest>> before) {
    Map<String, Optional<Digest>> now = found();
    if (due(now).isEmpty()) {
      return Optional.of(new Outcome.AlreadyDone(sentence("already stand for")));
    }
    int moved = moved(now, before);
    return moved == 0 ? Optional.empty() : Optional.of(new Outcome.Retry(partly(moved, now)));
  }

  /**
   * Moves the tags.
   *
   * @param before what they were found to stand for a moment ago
   * @throws RemoteException when nothing was written, or the reading back failed
   */
  Outcome run(Map<String, Optional<Digest>> before) {
    return move(before, before);
  }

  /**
   * Moves the tags, some of which may have moved since.
   *
   * @param before what they stood for when it began
   * @throws RemoteException when nothing was written, or the reading back failed
   */
  Outcome resume(Map<String, Optional<Digest>> before) {
    return move(before, found());
  }

  private Outcome move(Map<String, Optional<Digest>> before, Map<String, Optional<Digest>> now) {
    List<String> foreign = foreign(now, before);
    if (!foreign.isEmpty()) {
      return overtaken(foreign);
    }
    List<String> due = due(now);
    if (due.isEmpty()) {
      return new Outcome.AlreadyDone(sentence("already stand for"));
    }
    List<Tagging> taggings = taggings(due);
    try {
      stock.registry().putAll(taggings);
    } catch (RemoteException fault) {
      return stopped(fault, before);
    }
    return readBack(due.size(), before);
  }

  private List<Tagging> taggings(Collection<String> containers) {
    Map<ImageName, String> names = new LinkedHashMap<>();
    for (String container : containers) {
      Digest digest = labels.wanted().get(container);
      if (digest != null) {
        names.put(stock.name(container, digest), container);
      }
    }
    Map<ImageName, Optional<Manifest>> manifests = stock.registry().manifests(names.keySet());
    List<Tagging> taggings = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    manifests.forEach(
        (name, manifest) ->
            manifest.ifPresentOrElse(
                there -> taggings.add(new Tagging(name.repository(), tag, there)),
                () -> missing.add(name.toString())));
    if (!missing.isEmpty()) {
      throw RemoteException.of(
          stock.depot().title(),
          "find what the tag " + tag + " is to stand for",
          stock.shown(),
          "%s there any more: %s"
              .formatted(
                  missing.size() == 1 ? "one image is not" : missing.size() + " images are not",
                  Names.some(missing)),
          404,
          false);
    }
    return taggings;
  }

  /** Those whose tag stands for something that neither this plan nor its beginning knows. */
  private List<String> foreign(
      Map<String, Optional<Digest>> now, Map<String, Optional<Digest>> before) {
    List<String> foreign = new ArrayList<>();
    now.forEach(
        (container, digest) -> {
          Optional<Digest> former =
              labels.standing().isEmpty()
                  ? before.getOrDefault(container, Optional.empty())
                  : Optional.ofNullable(labels.standing().get(container));
          if (!digest.equals(former) && !wanted(container, digest)) {
            foreign.add("%s, now %s".formatted(container, shown(digest)));
          }
        });
    return foreign;
  }

  private boolean wanted(String container, Optional<Digest> digest) {
    return digest.isPresent() && digest.get().equals(labels.wanted().get(container));
  }

  private static String shown(Optional<Digest> digest) {
    return digest.map(Digest::value).orElse("gone");
  }

  private List<String> due(Map<String, Optional<Digest>> now) {
    return labels.wanted().keySet().stream()
        .filter(container -> !wanted(container, now.getOrDefault(container, Optional.empty())))
        .toList();
  }

  /** How many stand where they should and did not when it began. */
  private int moved(Map<String, Optional<Digest>> now, Map<String, Optional<Digest>> before) {
    return (int)
        now.entrySet().stream()
            .filter(entry -> wanted(entry.getKey(), entry.getValue()))
            .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
            .count();
  }

  /** A fault in the middle: once a tag has moved the plan is not given up. */
  private Outcome stopped(RemoteException fault, Map<String, Optional<Digest>> before) {
    try {
      Map<String, Optional<Digest>> now = found();
      int moved = moved(now, before);
      if (moved == 0 && !fault.retryable()) {
        return new Outcome.Failed(fault.sentence());
      }
      return new Outcome.Retry(partly(moved, now) + ": " + fault.sentence());
    } catch (RemoteException unread) {
      return new Outcome.Retry(fault.sentence() + "; and then: " + unread.sentence());
    }
  }

  private Outcome readBack(int put, Map<String, Optional<Digest>> before) {
    Map<String, Optional<Digest>> now = found();
    List<String> foreign = foreign(now, before);
    if (!foreign.isEmpty()) {
      return overtaken(foreign);
    }
    List<String> due = due(now);
    return due.isEmpty()
        ? new Outcome.Done(
            sentence("stand for") + "; %s moved, read back".formatted(Names.count(put, "tag")))
        : new Outcome.Retry(
            "registry %s took the tag %s but does not show it yet of %s"
                .formatted(labels.registry(), tag, Names.some(due)));
  }

  private Outcome overtaken(List<String> foreign) {
    return new Outcome.Refused(
        "registry %s: somebody else moved the tag %s of %s meanwhile (%s)"
            .formatted(
                labels.registry(),
                tag,
                Names.count(foreign.size(), "container"),
                Names.some(foreign)));
  }

  private String partly(int moved, Map<String, Optional<Digest>> now) {
    return "registry %s: the tag %s of %s has moved, of %d not yet"
        .formatted(labels.registry(), tag, Names.count(moved, "container"), due(now).size());
  }

  private String sentence(String verb) {
    String what = labels.standing().isEmpty() ? candidate.id() : "what they stood for before it";
    return "the tags %s of %s at %s %s %s"
        .formatted(
            tag, Names.count(labels.wanted().size(), "container"), stock.shown(), verb, what);
  }
}
