package dev.promoter.remote.dlrn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promoter.domain.CommitHash;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Excerpt;
import java.math.BigDecimal;
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
  /** A file of these trees has a few kilobytes; what is larger is something else. */
  private static final int MAX_FILE_BYTES = 1024 * 1024;

  private static final int MAX_COMPONENTS = 500;
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final YAMLMapper YAML = new YAMLMapper();

  private final DlrnClient client;
  private final Executor executor;

  /** A build and when its commit was made, in seconds since the epoch. */
  private record Build(CommitHash hash, BigDecimal commitTime) {}

  AggregateTree(DlrnClient client, Executor executor) {
    this.client = client;
    this.executor = executor;
  }

  /**
   * The builds, oldest commit first; never empty.
   *
   * @param aggregate 32 hexadecimal digits
   * @param link the link below whose directory the aggregate's files are kept
   * @throws dev.promoter.engine.RemoteException when a file is missing or cannot be understood
   */
  List<CommitHash> builds(String aggregate, String link) {
    List<Supplier<Build>> reads =
        sections(aggregate, link).stream().<Supplier<Build>>map(uri -> () -> build(uri)).toList();
    return Concurrently.all(executor, reads).stream()
        .sorted(Comparator.comparing(Build::commitTime))
        .map(Build::hash)
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
    Call call = file("read the components of " + aggregate, URI.create(path));
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

  private Build build(URI uri) {
    Call call = file("read which build a component has", uri);
    JsonNode commit = firstCommit(call, client.file(call).text());
    try {
      CommitHash hash =
          new CommitHash(
              text(commit, "commit_hash"),
              text(commit, "distro_hash"),
              text(commit, "extended_hash"));
      return new Build(hash, number(call, commit));
    } catch (IllegalArgumentException broken) {
      throw call.fault("its first commit is no build: " + broken.getMessage(), 200, false);
    }
  }

  private static JsonNode firstCommit(Call call, String text) {
    try {
      JsonNode commit = YAML.readTree(text).path("commits").path(0);
      if (commit.isObject()) {
        return commit;
      }
    } catch (JsonProcessingException broken) {
      throw call.fault("the file is no YAML document", 200, false);
    }
    throw call.fault("the file lists no commits", 200, false);
  }

  private static BigDecimal number(Call call, JsonNode commit) {
    String text = text(commit, "dt_commit");
    if (text.length() <= MAX_NUMBER_LENGTH) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException notOne) {
        // reported below, together with the absent and the overlong
      }
    }
    throw call.fault(
        "dt_commit of its first commit is no number: '%s'".formatted(Excerpt.of(text)), 200, false);
  }

  /** A value as text; the word {@code None} is how these files spell null. */
  private static String text(JsonNode commit, String field) {
    JsonNode value = commit.path(field);
    String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    return text.equals("None") ? "" : text;
  }

  private Call file(String action, URI uri) {
    return Call.get(DlrnClient.SYSTEM, action, uri)
        .below("repo_url", client.settings().repository().toString())
        .following()
        .atMost(MAX_FILE_BYTES);
  }
}
