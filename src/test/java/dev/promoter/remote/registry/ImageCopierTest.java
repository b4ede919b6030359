package dev.promoter.remote.registry;

import static dev.promoter.remote.registry.Site.asked;
import static dev.promoter.remote.registry.Site.byDigest;
import static dev.promoter.remote.registry.Site.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.registry.ImageCopier.Copy;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageCopierTest {
  private static final String LAYER = "a layer that several images share";

  private final Site site = new Site();
  private final Registry source = site.client(site.source);
  private final Registry target = site.client(site.target);
  private final ImageCopier copier = new ImageCopier();

  @AfterEach
  void close() {
    site.close();
  }

  private Copy across(String repository, String tag) {
    return new Copy(
        new Image(source, name(repository, tag)), new Image(target, name(repository, tag)));
  }

  private RemoteException fault(Copy copy) {
    return catchThrowableOfType(RemoteException.class, () -> copier.copy(copy));
  }

  @Test
  void an_image_is_copied_with_its_digest_and_its_very_bytes() {
    String digest = site.source.push("ns/base", "h1", "one", "two");

    Copied copied = copier.copy(across("ns/base", "h1"));

    assertThat(copied.digest().value()).isEqualTo(digest);
    assertThat(copied.blobs()).isEqualTo(3);
    assertThat(site.target.digest("ns/base", "h1")).contains(digest);
    assertThat(site.target.manifest("ns/base", "h1"))
        .isEqualTo(site.source.manifest("ns/base", "h1"));
  }

  @Test
  void what_is_there_already_costs_two_requests_and_no_blob() {
    site.source.push("ns/base", "h1", "one", "two");
    copier.copy(across("ns/base", "h1"));
    site.source.forgetRequests();
    site.target.forgetRequests();

    Copied again = new ImageCopier().copy(across("ns/base", "h1"));

    assertThat(again.put()).isZero();
    assertThat(asked(site.source)).containsExactly("GET /v2/ns/base/manifests/h1");
    assertThat(asked(site.target)).containsExactly("HEAD /v2/ns/base/manifests/h1");
  }

  @Test
  void a_tag_in_the_same_repository_is_one_put_and_no_blob() {
    String digest = site.source.push("ns/base", "h1", "one", "two");
    Copy tag =
        new Copy(
            new Image(source, name("ns/base", "h1")),
            new Image(source, name("ns/base", "current-tripleo")));

    Copied copied = copier.copy(tag);

    assertThat(copied.blobs()).isZero();
    assertThat(copied.mounted()).isZero();
    assertThat(site.source.digest("ns/base", "current-tripleo")).contains(digest);
    assertThat(asked(site.source))
        .containsExactly(
            "GET /v2/ns/base/manifests/h1",
            "HEAD /v2/ns/base/manifests/current-tripleo",
            "PUT /v2/ns/base/manifests/current-tripleo");
  }

  @Test
  void another_repository_of_the_same_registry_gets_its_blobs_by_mounting() {
    String digest = site.source.push("ns/base", "h1", "one", "two");

    Copied copied =
        copier.copy(
            new Copy(
                new Image(source, name("ns/base", "h1")),
                new Image(source, name("promoted/base", "h1"))));

    assertThat(copied.mounted()).isEqualTo(3);
    assertThat(copied.bytes()).isZero();
    assertThat(site.source.digest("promoted/base", "h1")).contains(digest);
    assertThat(asked(site.source))
        .noneMatch(request -> request.startsWith("GET /v2/ns/base/blobs"));
  }

  @Test
  void a_mount_that_is_answered_202_becomes_a_copy() {
    String digest = site.source.push("ns/base", "h1", "one");
    AtomicInteger sent = new AtomicInteger();
    site.source.intercept(withoutMounts(sent));

    Copied copied =
        copier.copy(
            new Copy(
                new Image(source, name("ns/base", "h1")),
                new Image(source, name("promoted/base", "h1"))));

    assertThat(copied.mounted()).isZero();
    assertThat(copied.blobs()).isEqualTo(2);
    assertThat(sent).hasValue(2);
    assertThat(site.source.digest("promoted/base", "h1")).contains(digest);
  }

  /** Answers a mount as if its blob were unknown, by what a plain beginning is answered. */
  private Interceptor withoutMounts(AtomicInteger sent) {
    return new Interceptor() {
      @Override
      public Intervention after(dev.promoter.sandbox.Request request, Answer answer) {
        if (!request.query().startsWith("mount=")) {
          return Intervention.PASS;
        }
        sent.incrementAndGet();
        String digest = answer.headers().get("Docker-Content-Digest");
        site.source.lose("promoted/base", digest == null ? "" : digest);
        return Intervention.answer(
            Answer.empty(202).withHeader("Location", site.source.beginUpload("promoted/base")));
      }
    };
  }

  @Test
  void a_shared_layer_moves_once_and_is_mounted_elsewhere() {
    site.source.push("ns/a", "h1", LAYER, "a");
    site.source.push("ns/b", "h1", LAYER, "b");

    List<Copied> copied = copier.copyAll(List.of(across("ns/a", "h1"), across("ns/b", "h1")));

    assertThat(copied.stream().mapToInt(Copied::mounted).sum()).isEqualTo(1);
    assertThat(copied.stream().mapToInt(Copied::blobs).sum()).isEqualTo(5);
    assertThat(site.target.tags("ns/b")).containsExactly("h1");
  }

  @Test
  void many_images_are_copied_side_by_side() {
    List<Copy> copies =
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  site.source.push("ns/image-" + i, "h1", LAYER, "own " + i);
                  return across("ns/image-" + i, "h1");
                })
            .toList();

    List<Copied> copied = copier.copyAll(copies);

    for (int i = 0; i < 40; i++) {
      assertThat(site.target.digest("ns/image-" + i, "h1"))
          .isEqualTo(site.source.digest("ns/image-" + i, "h1"));
    }
    assertThat(Site.received(site.target)).isEqualTo(moved(copied));
  }

  private static long moved(List<Copied> copied) {
    return copied.stream().mapToLong(Copied::bytes).sum();
  }

  @Test
  void an_index_is_copied_with_all_its_architectures_children_first() {
    Map<String, String> children = new TreeMap<>();
    for (String architecture : List.of("amd64", "ppc64le", "riscv65")) {
      children.put(
          architecture,
          site.source.push("ns/base", "", architecture, List.of(LAYER, architecture)));
    }
    String list = site.source.pushList("ns/base", "h1", children);

    Copied copied = copier.copy(across("ns/base", "h1"));

    assertThat(copied.digest().value()).isEqualTo(list);
    assertThat(copied.put()).isEqualTo(4);
    assertThat(site.target.digest("ns/base", "h1")).contains(list);
    assertThat(asked(site.target)).last().isEqualTo("PUT /v2/ns/base/manifests/h1");
    children
        .values()
        .forEach(child -> assertThat(target.digest(byDigest("ns/base", child))).isPresent());
  }

  @Test
  void a_missing_child_is_named_before_anything_is_sent() {
    String child = site.source.push("ns/base", "", "one");
    String gone = site.source.push("ns/base", "", "two");
    site.source.pushList("ns/base", "h1", Map.of("amd64", child, "ppc64le", gone));
    site.source.lose("ns/base", gone);

    RemoteException fault = fault(across("ns/base", "h1"));

    assertThat(fault.sentence())
        .contains("registry here")
        .contains(site.source.host() + "/ns/base@" + gone)
        .endsWith("the registry has no such image");
    assertThat(asked(site.target)).allMatch(request -> request.startsWith("HEAD"));
  }
}
