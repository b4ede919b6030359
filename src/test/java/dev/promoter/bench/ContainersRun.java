package dev.promoter.bench;

import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.registry.Copied;
import dev.promoter.remote.registry.Digest;
import dev.promoter.remote.registry.Image;
import dev.promoter.remote.registry.ImageCopier;
import dev.promoter.remote.registry.ImageCopier.Copy;
import dev.promoter.remote.registry.ImageName;
import dev.promoter.remote.registry.Manifest;
import dev.promoter.remote.registry.Registry;
import dev.promoter.remote.registry.Registry.Tagging;
import dev.promoter.remote.registry.RegistrySettings;
import dev.promoter.remote.registry.RepositoryName;
import dev.promoter.remote.registry.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Promotions of all images in a process of its own. Takes {@code retag SOURCE LINK TIMES}, which
 * moves so many links one after the other and says how long each took, or {@code copy SOURCE
 * TARGET}.
 */
public final class ContainersRun {
  private ContainersRun() {}

  /** Ends with 1 when a digest is not the one it has to be. */
  public static void main(String[] arguments) {
    ExecutorService pool = Executors.newCachedThreadPool();
    try (Http http = new Http(HttpSettings.standard())) {
      Registry source = registry("source", arguments[1], http, pool);
      if (arguments[0].equals("retag")) {
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
          retag(source, new Tag(arguments[2] + i));
        }
      } else {
        copy(source, registry("target", arguments[2], http, pool));
      }
    } finally {
      pool.shutdown();
    }
  }

  private static Registry registry(String name, String address, Http http, ExecutorService pool) {
    return new Registry(RegistrySettings.of(name, URI.create(address)), http, pool);
  }

  private static List<ImageName> images(Tag tag) {
    return Seed.repositories().stream()
        .map(repository -> new ImageName(new RepositoryName(repository), tag))
        .toList();
  }

  /** The check that all are there, then the three requests of each tag in their three phases. */
  private static void retag(Registry registry, Tag link) {
    long begin = System.nanoTime();
    List<Tagging> taggings = new ArrayList<>();
    registry
        .manifests(images(new Tag(Seed.TAG)))
        .forEach(
            (image, manifest) ->
                taggings.add(new Tagging(image.repository(), link, manifest.orElseThrow())));
    registry.digests(images(link));
    long start = System.nanoTime();
    registry.putAll(taggings);
    long window = System.nanoTime() - start;
    Map<ImageName, Optional<Digest>> after = registry.digests(images(link));
    for (Tagging tagging : taggings) {
      Manifest manifest = tagging.manifest();
      ImageName name = new ImageName(tagging.repository(), link);
      if (!Optional.of(manifest.digest()).equals(after.get(name))) {
        throw new IllegalStateException(name + " is " + after.get(name));
      }
    }
    System.out.printf("%d %d%n", (System.nanoTime() - begin) / 1_000_000, window / 1_000_000);
  }

  private static void copy(Registry source, Registry target) {
    List<Copy> copies =
        images(new Tag(Seed.TAG)).stream()
            .map(image -> new Copy(new Image(source, image), new Image(target, image)))
            .toList();
    List<Copied> copied = new ImageCopier().copyAll(copies);
    System.out.printf(
        "blobs %d, bytes %d, mounted %d%n",
        copied.stream().mapToInt(Copied::blobs).sum(),
        copied.stream().mapToLong(Copied::bytes).sum(),
        copied.stream().mapToInt(Copied::mounted).sum());
  }
}
