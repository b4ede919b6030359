package dev.promoter.remote.registry;

import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies images without a local engine. Unchanged bytes are not moved again: what the target has is
 * left alone, what another repository of the target registry has is mounted, and the rest passes
 * through once, verified on the way. A manifest is put when all it needs is there, an index after
 * its children, the tag last: whatever happens, a tag never stands for half an image.
 */
public final class ImageCopier {
  private static final int MOST_PLACES = 50_000;
  private static final int DEEPEST = 4;
  private static final int MOST_MANIFESTS = 200;

  /** In which repository of a registry a blob was seen last. */
  private final Shared<Place, RepositoryName> places = new Shared<>(MOST_PLACES);

  private record Place(String registry, Digest blob) {}

  /**
   * One copy to be made.
   *
   * @param from the image, by tag or digest
   * @param to where it shall be, by tag
   */
  public record Copy(Image from, Image to) {}

  /** What a copy needs, children before their index, and what it took so far. */
  private static final class Job {
    private final Registry source;
    private final RepositoryName from;
    private final Registry target;
    private final RepositoryName to;
    private final AtomicInteger blobs = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger mounted = new AtomicInteger();
    private final AtomicInteger put = new AtomicInteger();

    Job(Copy copy) {
      this.source = copy.from().registry();
      this.from = copy.from().name().repository();
      this.target = copy.to().registry();
      this.to = copy.to().name().repository();
    }

    boolean sameRegistry() {
      return source.sameAs(target);
    }

    boolean sameRepository() {
      return sameRegistry() && from.equals(to);
    }

    Copied done(Digest digest) {
      return new Copied(digest, blobs.get(), bytes.get(), mounted.get(), put.get());
    }
  }

  /** Makes many copies side by side; the results in the order asked for. */
  public List<Copied> copyAll(List<Copy> copies) {
    if (copies.isEmpty()) {
      return List.of();
    }
    return copies.get(0).to().registry().crew().each(copies, this::copy);
  }

  /**
   * Makes one copy.
   *
   * @throws RemoteException when anything the image needs is missing or wrong, or a registry does
   *     not answer; the tag then stands for what it stood for
   */
  public Copied copy(Copy copy) {
    Job job = new Job(copy);
    Manifest top = required(job.source, copy.from().name());
    if (job.target.digest(copy.to().name()).equals(Optional.of(top.digest()))) {
      job.target.seen(job.to, top); // the next thing to be asked for, by who tags it
      return job.done(top.digest());
    }
    if (job.sameRepository() || there(job, top)) {
      put(job, copy.to().name(), top);
    } else {
      bring(job, top, copy.to().name());
    }
    return job.done(top.digest());
  }

  /**
   * After a fault nothing is taken for known: the registry may have thrown blobs away meanwhile.
   */
  private void forget(Job job, Iterable<Descriptor> blobs) {
    blobs.forEach(blob -> places.forgetIf(place(job, blob), known -> true));
  }

  private static Place place(Job job, Descriptor blob) {
    return new Place(job.target.settings().host(), blob.digest());
  }

  /** What is known under its digest is there with all its parts. */
  private static boolean there(Job job, Manifest manifest) {
    return job.target.digest(new ImageName(job.to, manifest.digest())).isPresent();
  }

  private void bring(Job job, Manifest top, ImageName tag) {
    Map<Digest, Manifest> tree = new LinkedHashMap<>();
    collect(job, top, 0, tree);
    Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
    for (Manifest manifest : tree.values()) {
      manifest.blobs().stream()
          .filter(blob -> !blob.foreign())
          .forEach(blob -> blobs.putIfAbsent(blob.digest(), blob));
    }
    try {
      bring(job, blobs.values());
      for (Manifest child : tree.values()) {
        if (child != top) {
          put(job, new ImageName(job.to, child.digest()), child);
        }
      }
      put(job, tag, top);
    } catch (RemoteException fault) {
      forget(job, blobs.values());
      throw fault;
    }
  }

  private void bring(Job job, Collection<Descriptor> blobs) {
    job.target
        .crew()
        .each(
            List.copyOf(blobs),
            blob -> {
              bring(job, blob);
              return true;
            });
  }

  /** All manifests below one, children first: what is missing is found before anything is sent. */
  private static void collect(Job job, Manifest manifest, int depth, Map<Digest, Manifest> tree) {
    if (depth > DEEPEST || tree.size() > MOST_MANIFESTS) {
      throw job.source.unusable(
          new ImageName(job.from, manifest.digest()),
          "its indexes are nested too deep or too wide");
    }
    for (Descriptor child : manifest.children()) {
      if (!tree.containsKey(child.digest())) {
        Manifest found = required(job.source, new ImageName(job.from, child.digest()));
        collect(job, found, depth + 1, tree);
      }
    }
    tree.putIfAbsent(manifest.digest(), manifest);
  }

  private static Manifest required(Registry registry, ImageName image) {
    return registry.manifest(image).orElseThrow(() -> registry.missing(image));
  }

  private static void put(Job job, ImageName image, Manifest manifest) {
    job.target.put(image, manifest);
    job.put.incrementAndGet();
  }

  private void bring(Job job, Descriptor blob) {
    RepositoryName holder =
        places.get(
            place(job, blob),
            known -> true,
            () -> {
              first(job, blob);
              return job.to;
            });
    if (!holder.equals(job.to)) {
      mount(job, holder, blob);
    }
  }

  private void first(Job job, Descriptor blob) {
    if (job.sameRegistry()) {
      mount(job, job.from, blob);
    } else if (!job.target.blobs().has(job.to, blob)) {
      send(job, blob, job.target.blobs().begin(job.to, blob));
    }
  }

  private static void mount(Job job, RepositoryName holder, Descriptor blob) {
    Optional<URI> session = job.target.blobs().mount(holder, job.to, blob);
    if (session.isEmpty()) {
      job.mounted.incrementAndGet();
    } else {
      send(job, blob, session.get());
    }
  }

  /** Sends a blob; once more from the beginning when the connection or the permission ran out. */
  private static void send(Job job, Descriptor blob, URI session) {
    try {
      pass(job, blob, session);
    } catch (RemoteException fault) {
      if (!fault.retryable() || (fault.status() != 0 && fault.status() != 401)) {
        throw fault;
      }
      if (!job.target.blobs().has(job.to, blob)) {
        pass(job, blob, job.target.blobs().begin(job.to, blob));
      }
    }
    job.blobs.incrementAndGet();
    job.bytes.addAndGet(blob.size());
  }

  private static void pass(Job job, Descriptor blob, URI session) {
    Blobs target = job.target.blobs();
    target
        .line()
        .holding(
            () -> job.source.blobs().read(job.from, blob, bytes -> receive(job, session, bytes)));
  }

  /** When reading broke, the other end saw only that its data stopped: the cause is told. */
  private static boolean receive(Job job, URI session, Verified bytes) throws IOException {
    try {
      return job.target.blobs().send(job.to, session, bytes);
    } catch (RemoteException fault) {
      if (bytes.fault().isPresent()) {
        throw bytes.fault().get();
      }
      throw fault;
    }
  }
}
