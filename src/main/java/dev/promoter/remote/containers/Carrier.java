package dev.promoter.remote.containers;

import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.registry.Copied;
import dev.promoter.remote.registry.Digest;
import dev.promoter.remote.registry.ImageCopier;
import dev.promoter.remote.registry.ImageCopier.Copy;
import dev.promoter.remote.registry.ImageName;
import dev.promoter.remote.registry.Manifest;
import dev.promoter.remote.registry.ManifestList;
import dev.promoter.remote.registry.Registry.Tagging;
import dev.promoter.remote.registry.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings one shipment to one target, and reads back what it put there. */
final class Carrier {
  private static final String LIST = "_manifest";

  private final ImageCopier copier;
  private final Stock from;
  private final Stock to;
  private final Shipment shipment;

  Carrier(ImageCopier copier, Stock from, Stock to, Shipment shipment) {
    this.copier = copier;
    this.from = from;
    this.to = to;
    this.shipment = shipment;
  }

  /** What stands under a tag at the target when everything went well. */
  private record Put(String container, Tag tag, Digest digest) {}

  /**
   * Brings it.
   *
   * @throws RemoteException when something is missing, refused or not as it was put
   */
  Outcome run() {
    List<Put> wanted = wanted();
    List<Copied> copied =
        copier.copyAll(
            wanted.stream()
                .map(
                    put ->
                        new Copy(
                            from.image(put.container(), put.digest()),
                            to.image(put.container(), put.tag())))
                .toList());
    List<Put> fresh = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (copied.get(i).put() > 0) {
        fresh.add(wanted.get(i));
      }
    }
    List<Put> lists = shipment.builds().isEmpty() ? List.of() : putLists();
    readBack(fresh);
    readBack(lists);
    return outcome(fresh.size() + lists.size(), copied);
  }

  private List<Put> wanted() {
    List<Put> wanted = new ArrayList<>();
    Tag hash = Names.tag(shipment.hash());
    shipment.digests().forEach((name, digest) -> wanted.add(new Put(name, hash, digest)));
    shipment
        .builds()
        .forEach(
            (architecture, builds) -> {
              Tag tag = Names.tag(shipment.hash() + "_" + architecture.word());
              builds.forEach((name, digest) -> wanted.add(new Put(name, tag, digest)));
            });
    return wanted;
  }

  private List<Put> putLists() {
    Tag tag = Names.tag(shipment.hash() + LIST);
    Map<String, Manifest> lists = lists();
    Map<String, Optional<Digest>> there = to.digests(lists.keySet(), tag);
    List<Put> fresh = new ArrayList<>();
    List<Tagging> taggings = new ArrayList<>();
    lists.forEach(
        (name, list) -> {
          if (!there.getOrDefault(name, Optional.empty()).equals(Optional.of(list.digest()))) {
            fresh.add(new Put(name, tag, list.digest()));
            taggings.add(new Tagging(to.name(name, tag).repository(), tag, list));
          }
        });
    to.registry().putAll(taggings);
    return fresh;
  }

  /** The multi-architecture lists, by container. */
  private Map<String, Manifest> lists() {
    Map<ImageName, Optional<Manifest>> builds = to.registry().manifests(buildNames());
    Map<String, Manifest> lists = new LinkedHashMap<>();
    for (String name : shipment.digests().keySet()) {
      Map<String, Manifest> children = new LinkedHashMap<>();
      shipment
          .builds()
          .forEach(
              (architecture, digests) -> {
                Digest digest = digests.get(name);
                if (digest != null) {
                  ImageName build = to.name(name, digest);
                  children.put(
                      architecture.platform(),
                      builds
                          .getOrDefault(build, Optional.empty())
                          .orElseThrow(() -> unusable(build, "it is gone again")));
                }
              });
      lists.put(name, list(name, children));
    }
    return lists;
  }

  private List<ImageName> buildNames() {
    List<ImageName> names = new ArrayList<>();
    shipment
        .builds()
        .values()
        .forEach(digests -> digests.forEach((name, digest) -> names.add(to.name(name, digest))));
    return names;
  }

  private Manifest list(String name, Map<String, Manifest> children) {
    try {
      return ManifestList.of(children);
    } catch (IllegalArgumentException none) {
      throw unusable(
          to.name(name, Names.tag(shipment.hash() + LIST)), String.valueOf(none.getMessage()));
    }
  }

  private RemoteException unusable(ImageName image, String why) {
    return RemoteException.of(
        to.depot().title(),
        "put together the multi-architecture list",
        to.registry().shown(image),
        why,
        0,
        false);
  }

  private void readBack(List<Put> put) {
    Map<ImageName, Put> byName = new LinkedHashMap<>();
    put.forEach(one -> byName.put(to.name(one.container(), one.tag()), one));
    List<String> wrong = new ArrayList<>();
    to.registry()
        .digests(byName.keySet())
        .forEach(
            (name, digest) -> {
              Put one = byName.get(name);
              if (one != null && !digest.equals(Optional.of(one.digest()))) {
                wrong.add(one.container() + ":" + one.tag());
              }
            });
    if (!wrong.isEmpty()) {
      throw RemoteException.of(
          to.depot().title(),
          "read back the containers of " + shipment.hash(),
          to.shown(),
          "the registry took %s but does not show what was put: %s"
              .formatted(wrong.size() == 1 ? "one" : wrong.size(), Names.some(wrong)),
          0,
          true);
    }
  }

  private Outcome outcome(int put, List<Copied> copied) {
    String where =
        "%s of %s at %s"
            .formatted(
                Names.count(shipment.digests().size(), "container"), shipment.hash(), to.shown());
    if (put == 0) {
      return new Outcome.AlreadyDone(where + " were all there already");
    }
    long blobs = copied.stream().mapToLong(Copied::blobs).sum();
    long bytes = copied.stream().mapToLong(Copied::bytes).sum();
    return new Outcome.Done(
        "%s: %d tags put, %d blobs (%d bytes) moved, read back"
            .formatted(where, put, blobs, bytes));
  }
}
