package dev.promoter.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Images of random bytes, put into a registry by its plain API. */
final class Seed {
  static final int IMAGES = 150;
  static final int LAYERS = 10;

  /** As container images of one family do, they share the lower half of their layers. */
  static final int SHARED = 5;

  static final int LAYER_BYTES = 64 * 1024;
  static final String NAMESPACE = "ns";
  static final String TAG = "1c67b1ab8c6fe273d4e175a14f0df5d3cbbd0edc_4ef9abc1";

  private static final String TYPE = "application/vnd.docker.distribution.manifest.v2+json";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random(7);
  private final String address;

  private Seed(String address) {
    this.address = address;
  }

  /** The names as a list of containers has them, and {@code base}, which every promotion adds. */
  static List<String> names() {
    return IntStream.range(0, IMAGES).mapToObj(i -> i == 0 ? "base" : "image-" + i).toList();
  }

  static List<String> repositories() {
    return names().stream().map(name -> NAMESPACE + "/openstack-" + name).toList();
  }

  static void fill(String address) throws IOException, InterruptedException {
    Seed seed = new Seed(address);
    List<byte[]> shared = seed.layers(SHARED);
    for (String repository : repositories()) {
      List<byte[]> layers = new ArrayList<>(shared);
      layers.addAll(seed.layers(LAYERS - SHARED));
      seed.put(repository, layers);
    }
  }

  /**
   * Puts another tag on every image, with as many line ends behind its manifest as it takes to make
   * it another image of the same layers.
   */
  static void tag(String address, String tag, int lineEnds)
      throws IOException, InterruptedException {
    Seed seed = new Seed(address);
    for (String repository : repositories()) {
      String manifests = "%s/v2/%s/manifests/".formatted(address, repository);
      HttpResponse<String> there =
          seed.send(HttpRequest.newBuilder(URI.create(manifests + TAG)).header("Accept", TYPE));
      seed.send(
          HttpRequest.newBuilder(URI.create(manifests + tag))
              .header("Content-Type", TYPE)
              .PUT(BodyPublishers.ofString(there.body() + "\n".repeat(lineEnds))));
    }
  }

  private List<byte[]> layers(int count) {
    List<byte[]> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[LAYER_BYTES];
      random.nextBytes(bytes);
      layers.add(bytes);
    }
    return layers;
  }

  private void put(String repository, List<byte[]> layers)
      throws IOException, InterruptedException {
    byte[] config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
            .formatted(
                String.join(",", layers.stream().map(one -> "\"" + digest(one) + "\"").toList()))
            .getBytes(StandardCharsets.UTF_8);
    List<String> parts = new ArrayList<>();
    for (byte[] layer : layers) {
      blob(repository, layer);
      parts.add(descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", layer));
    }
    blob(repository, config);
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                TYPE,
                descriptor("application/vnd.docker.container.image.v1+json", config),
                String.join(",", parts));
    send(
        HttpRequest.newBuilder(
                URI.create("%s/v2/%s/manifests/%s".formatted(address, repository, TAG)))
            .header("Content-Type", TYPE)
            .PUT(BodyPublishers.ofString(manifest)));
  }

  private static String descriptor(String type, byte[] bytes) {
    return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}"
        .formatted(type, bytes.length, digest(bytes));
  }

  private void blob(String repository, byte[] bytes) throws IOException, InterruptedException {
    URI uploads = URI.create("%s/v2/%s/blobs/uploads/".formatted(address, repository));
    HttpResponse<String> begun =
        send(HttpRequest.newBuilder(uploads).POST(BodyPublishers.noBody()));
    String location = begun.headers().firstValue("Location").orElseThrow();
    send(
        HttpRequest.newBuilder(URI.create(location + "&digest=" + digest(bytes)))
            .PUT(BodyPublishers.ofByteArray(bytes)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.uri() + ": " + answer.body());
    }
    return answer;
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
