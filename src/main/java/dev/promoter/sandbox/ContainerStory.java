package dev.promoter.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The containers of the {@link Story}: those of what may be promoted lie at the source under their
 * full hash, those of what stands at the targets lie at both registries and are tagged.
 */
public final class ContainerStory implements AutoCloseable {
  private static final String SOURCE_LINK = "tripleo-ci-testing";
  private static final String TARGET = "current-tripleo";
  private static final String SOURCES = "/tripleo-common/raw/commit/";
  private static final String PREFIX = "openstack-";
  private static final List<String> LISTED = List.of("keystone", "neutron-server", "nova-api");
  private static final String IMPLICIT = "base";

  private final RegistryServer source = RegistryServer.start(0);
  private final RegistryServer target = RegistryServer.start(0);
  private final DlrnServer sources;

  private ContainerStory(DlrnServer sources) {
    this.sources = sources;
  }

  /** Fills two registries, and lays the lists of containers beside the builders. */
  public static ContainerStory tell(DlrnServer server, Story story) {
    ContainerStory containers = new ContainerStory(server);
    containers.builds("tripleomaster", story.master(), story.masterCandidate());
    containers.candidate("tripleomaster", story.masterNewest());
    containers.builds("tripleozed", story.zed(), story.zedCandidate());
    containers.aggregates(story.integration(), story.integrationCandidate());
    return containers;
  }

  /** Where the containers come from. */
  public RegistryServer source() {
    return source;
  }

  /** Where they are copied to. */
  public RegistryServer target() {
    return target;
  }

  /** The address of the lists, as an operator writes it for {@code containers_list_base_url}. */
  public String listAddress() {
    return sources.address() + SOURCES;
  }

  /** What promoter.ini needs, beside the lists, for containers to take part. */
  public String sections() {
    return """
        [registry built]
        url: %s
        role: source

        [registry public]
        url: %s
        role: target
        """
        .formatted(source.address(), target.address());
  }

  private void builds(String namespace, DlrnBuilder builder, Build candidate) {
    builder.link(TARGET).ifPresent(build -> incumbent(namespace, build.fullHash()));
    candidate(namespace, candidate);
  }

  private void aggregates(DlrnBuilder builder, String candidate) {
    String namespace = "tripleointegration";
    builder.aggregate(TARGET).ifPresent(hash -> incumbent(namespace, hash));
    builder
        .aggregateFiles(SOURCE_LINK, Optional.of(candidate))
        .ifPresent(files -> candidate(namespace, candidate, sourceCommit(files.versions())));
  }

  /** The first line below the head, as the promoter reads it. */
  private static String sourceCommit(String versions) {
    return versions.split("\n", -1)[1].split(",", -1)[2];
  }

  private void candidate(String namespace, Build build) {
    candidate(namespace, build.fullHash(), build.commitHash());
  }

  private void candidate(String namespace, String hash, String commit) {
    push(source, namespace, hash, hash);
    sources.publish(SOURCES + commit + "/container-images/tripleo_containers.yaml", list());
  }

  private void incumbent(String namespace, String hash) {
    for (RegistryServer registry : List.of(source, target)) {
      push(registry, namespace, hash, hash);
      push(registry, namespace, hash, TARGET);
    }
  }

  private static void push(RegistryServer registry, String namespace, String hash, String tag) {
    registry.push(namespace + "/" + PREFIX + IMPLICIT, tag, "base of " + hash);
    for (String name : LISTED) {
      registry.push(namespace + "/" + PREFIX + name, tag, "base of " + hash, name + " of " + hash);
    }
  }

  private static String list() {
    return LISTED.stream()
        .map(
            name ->
                "- imagename: quay.io/tripleomaster/%s%s:current-tripleo\n  image_source: tripleo\n"
                    .formatted(PREFIX, name))
        .collect(
            Collectors.joining(
                "",
                "container_images:\n",
                "- imagename: quay.io/ceph/daemon:v6\n  image_source: ceph\n"));
  }

  @Override
  public void close() {
    source.close();
    target.close();
  }
}
