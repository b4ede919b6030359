package dev.promoter.remote.dlrn;

import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Finds the builds an aggregate consists of, from the files of the repository tree (contract
 * dlrn.md sections 4 and 5).
 */
final class AggregateTree {
  private static final int MAX_COMPONENTS = 500;

  private final DlrnClient client;
  private final Executor executor;
  private final KnownBuilds known;

  AggregateTree(DlrnClient client, Executor executor, KnownBuilds known) {
    this.client = client;
    this.executor = executor;
    this.known = known;
  }

  /**
   * The builds, oldest commit first; never empty.
   *
   * @param aggregate 32 hexadecimal digits
   * @param link the link below whose directory the aggregate's files are kept
   * @throws dev.promoter.engine.RemoteException when a file is missing or cannot be understood
   */
  List<CommitFile.Build> builds(String aggregate, String link) {
    return known.get(
        client.settings().repository() + "/" + link, aggregate, () -> read(aggregate, link));
  }

  private List<CommitFile.Build> read(String aggregate, String link) {
    CommitFile file = new CommitFile(client);
    List<Supplier<CommitFile.Build>> reads =
        sections(aggregate, link).stream()
            .<Supplier<CommitFile.Build>>map(
                uri -> () -> file.read("read which build a component has", uri))
            .toList();
    return Concurrently.all(executor, reads).stream()
        .sorted(Comparator.comparing(CommitFile.Build::commitTime))
        .toList();
  }

  private List<URI> sections(String aggregate, String link) {
    String path =
        "%s/%s/%s/%s/%s/delorean.repo"
            .formatted(
                client.settings().repository(),
                link,
                aggregate.substring(0, 2),
                aggregate.substring(2, 4),
                aggregate);
    Call call = client.treeFile("read the components of " + aggregate, URI.create(path));
    List<RepositoryFile.Section> sections =
        RepositoryFile.parse(client.file(call).text()).sections();
    if (sections.isEmpty() || sections.size() > MAX_COMPONENTS) {
      throw call.fault(
          "the file has %d sections; an aggregate has 1 to %d components"
              .formatted(sections.size(), MAX_COMPONENTS),
          200,
          false);
    }
    return sections.stream().map(section -> commitFile(call, section)).toList();
  }

  private static URI commitFile(Call call, RepositoryFile.Section section) {
    String base = section.baseUrl();
    try {
      URI uri = new URI(base.endsWith("/") ? base + "commit.yaml" : base + "/commit.yaml");
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException broken) {
      throw unusable(call, section);
    }
    throw unusable(call, section);
  }

  private static RuntimeException unusable(Call call, RepositoryFile.Section section) {
    return call.fault(
        "the baseurl of section %s is no web address: '%s'"
            .formatted(Excerpt.of(section.name()), Excerpt.of(section.baseUrl())),
        200,
        false);
  }
}
