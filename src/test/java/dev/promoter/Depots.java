package dev.promoter;

import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.RegistryServer;
import dev.promoter.sandbox.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A source and two target registries beside a stage, and everything that is asked to change
 * something there or at DLRN, in the order of its arrival anywhere.
 */
final class Depots implements AutoCloseable {
  static final String NAMESPACE = "tripleomaster";
  static final List<String> NAMES = List.of("base", "keystone", "nova-api");

  final RegistryServer source = RegistryServer.start(0);
  final RegistryServer east = RegistryServer.start(0);
  final RegistryServer west = RegistryServer.start(0);
  private final Stage stage;
  private final List<String> writes = Collections.synchronizedList(new ArrayList<>());

  Depots(Stage stage) {
    this.stage = stage;
    watch();
  }

  /** Lets everything pass, and writes down what changes something; a probe changes nothing. */
  void watch() {
    intercept(request -> Intervention.PASS);
  }

  /** The same, with faults. */
  void intercept(Fault fault) {
    stage.server.intercept(noted("dlrn", fault));
    source.intercept(noted("source", fault));
    east.intercept(noted("east", fault));
    west.intercept(noted("west", fault));
  }

  /** Decides about a request that is written as {@code place METHOD path}. */
  interface Fault {
    Intervention about(String request);
  }

  private Interceptor noted(String place, Fault fault) {
    return Interceptor.beforeEffect(
        request -> {
          String line = place + " " + request.method() + " " + request.path();
          if (request.writes() && !request.path().endsWith("/api/health")) {
            writes.add(line);
          }
          return fault.about(line);
        });
  }

  List<String> writes() {
    return List.copyOf(writes);
  }

  void forget() {
    writes.clear();
    for (RegistryServer server : List.of(source, east, west)) {
      server.forgetRequests();
    }
  }

  /** The sections that promoter.ini gets. */
  String sections() {
    return """

        [registry rdo]
        url: %s
        role: source

        [registry east]
        url: %s
        role: target
        namespace: mirror/tripleo

        [registry west]
        url: %s
        role: target
        """
        .formatted(source.address(), east.address(), west.address());
  }

  /** The options that a release needs for its list. */
  String options() {
    return "containers_list_base_url: " + stage.server.address() + "/sources";
  }

  /** Lays the list of containers into the sources of a build. */
  void list(Build build, String... entries) {
    stage.server.publish(
        "/sources/" + build.commitHash() + "/container-images/tripleo_containers.yaml",
        "container_images:\n" + String.join("", entries));
  }

  static String entry(String name) {
    return "- imagename: quay.io/tripleomaster/openstack-%s:current-tripleo\n  image_source: tripleo\n"
        .formatted(name);
  }

  /** Pushes the containers of a build to the source and lists them; gives their digests. */
  Map<String, String> build(Build build) {
    list(build, entry("nova-api"), entry("keystone"));
    Map<String, String> digests = new LinkedHashMap<>();
    NAMES.forEach(name -> digests.put(name, push(name, build.fullHash())));
    return digests;
  }

  String push(String name, String tag) {
    return source.push(repository(name), tag, "common layer", "layer of " + name + " " + tag);
  }

  static String repository(String name) {
    return NAMESPACE + "/openstack-" + name;
  }

  static String eastern(String name) {
    return "mirror/tripleo/openstack-" + name;
  }

  /** What a tag stands for in a registry, by container. */
  static Map<String, String> standing(RegistryServer server, String namespace, String tag) {
    return NAMES.stream()
        .filter(name -> server.digest(namespace + "/openstack-" + name, tag).isPresent())
        .collect(
            Collectors.toMap(
                name -> name,
                name -> server.digest(namespace + "/openstack-" + name, tag).orElseThrow(),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  Map<String, String> atSource(String tag) {
    return standing(source, NAMESPACE, tag);
  }

  Map<String, String> atEast(String tag) {
    return standing(east, "mirror/tripleo", tag);
  }

  Map<String, String> atWest(String tag) {
    return standing(west, NAMESPACE, tag);
  }

  /** The place and time of the first and last write that one of these describes. */
  int first(String pattern) {
    return index(pattern, writes).orElseThrow();
  }

  int last(String pattern) {
    List<String> backwards = new ArrayList<>(writes);
    Collections.reverse(backwards);
    return writes.size() - 1 - index(pattern, backwards).orElseThrow();
  }

  private static Optional<Integer> index(String pattern, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(pattern)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** How many bytes of blobs were sent to a server. */
  static long received(RegistryServer server) {
    return server.requests().stream()
        .filter(request -> request.path().contains("/blobs/uploads"))
        .map(Request::body)
        .mapToLong(String::length)
        .sum();
  }

  @Override
  public void close() {
    source.close();
    east.close();
    west.close();
  }
}
