package dev.promoter.remote.dlrn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.LinkName;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API of one builder as one release sees it (contract dlrn.md sections 2 and 3). Every method
 * throws {@link RemoteException} when the answer did not come or cannot be trusted.
 */
final class DlrnClient {
  static final String SYSTEM = "DLRN";

  private static final int MAX_PAGES = 1000;

  /** Such a file has a few kilobytes; what is larger is something else. */
  private static final int MAX_TREE_FILE_BYTES = 1024 * 1024;

  private static final Map<Integer, String> ADVICE =
      Map.of(
          403, "the server knows the user, who may not do this; check username and its rights",
          404, "check api_url: the path /api/... is appended to it",
          410, "the build was purged from the builder and cannot be promoted any more",
          415, "the server takes application/json only; does a proxy change the requests?");

  /** What a refusal means where a link is to be moved; elsewhere it is about the user alone. */
  private static final Map<Integer, String> PROMOTION_ADVICE =
      Map.of(
          403, "only plain names other than current and consistent can be promoted to",
          404, ADVICE.getOrDefault(404, ""),
          410, ADVICE.getOrDefault(410, ""),
          415, ADVICE.getOrDefault(415, ""));

  private static final Map<Integer, String> READ_ADVICE =
      Map.of(
          401, "set dlrnauth_force_auth to yes to send them on reads too",
          404, "check api_url: the path /api/... is appended to it");

  private final DlrnSettings settings;
  private final Http http;
  private final Credentials credentials;

  DlrnClient(DlrnSettings settings, Http http, Credentials credentials) {
    this.settings = settings;
    this.http = http;
    this.credentials = credentials;
  }

  /** The promotions that answer a query, read when they are asked for. */
  History history(RowQuery query) {
    return new History(
        new History.Pages() {
          @Override
          public List<Row> read(int limit, int offset) {
            return page(query, limit, offset);
          }

          @Override
          public RuntimeException endless(int rows) {
            return pageCall(query, History.PAGE, rows)
                .fault("there is no end to them after " + rows + " rows", 0, false);
          }
        },
        MAX_PAGES);
  }

  /** The newest promotion that answers a query; empty when there was none. */
  Optional<Row> newest(RowQuery query) {
    return page(query, 1, 0).stream().findFirst();
  }

  private List<Row> page(RowQuery query, int limit, int offset) {
    Call call = pageCall(query, limit, offset);
    return JsonAnswer.list(call, http.send(call), json -> Rows.row(json, query));
  }

  private Call pageCall(RowQuery query, int limit, int offset) {
    return get("read " + query.description(), "promotions", query.parameters(limit, offset));
  }

  /** All votes on a candidate, in no particular order. */
  List<Vote> votes(Candidate candidate) {
    String action = "read the votes on " + candidate.id();
    Call call =
        candidate instanceof CommitCandidate commit
            ? get(action, "repo_status", parameters(commit.hash()))
            : get(action, "agg_status", Map.of("aggregate_hash", candidate.id()));
    return JsonAnswer.list(call, http.send(call), json -> Rows.vote(json, candidate));
  }

  /** Points a link at a build. Never sent twice. */
  Row promote(CommitHash hash, LinkName link) {
    String action = "promote " + hash + " to " + link;
    return written(post(action, "promote", item(hash, link).toString()));
  }

  /**
   * Points a link at several builds at once; the answer is about the last one. Never sent twice.
   *
   * @throws IllegalArgumentException when there is none: the server would answer with an error page
   *     (contract dlrn.md section 3, promote-batch)
   */
  Row promoteBatch(List<CommitHash> hashes, LinkName link) {
    if (hashes.isEmpty()) {
      throw new IllegalArgumentException("a batch without builds cannot be promoted");
    }
    ArrayNode body = JsonAnswer.JSON.createArrayNode();
    hashes.forEach(hash -> body.add(item(hash, link)));
    String action = "promote a set of " + hashes.size() + " builds to " + link;
    return written(post(action, "promote-batch", body.toString()));
  }

  private Row written(Call post) {
    Call call = post.advising(PROMOTION_ADVICE);
    return Rows.row(JsonAnswer.object(call, http.send(call)));
  }

  private static ObjectNode item(CommitHash hash, LinkName link) {
    ObjectNode item = JsonAnswer.JSON.createObjectNode().put("promote_name", link.value());
    parameters(hash).forEach(item::put);
    return item;
  }

  /**
   * Reports how a job ended.
   *
   * @throws RemoteException also when the server says that it took the vote for another candidate
   */
  void report(Candidate candidate, Vote vote) {
    ObjectNode body =
        JsonAnswer.JSON
            .createObjectNode()
            .put("job_id", vote.job())
            .put("url", vote.url())
            .put("timestamp", vote.at().getEpochSecond())
            .put("success", vote.success());
    if (!vote.notes().isEmpty()) {
      body.put("notes", vote.notes());
    }
    if (candidate instanceof CommitCandidate commit) {
      parameters(commit.hash()).forEach(body::put);
    } else {
      body.put("aggregate_hash", candidate.id());
    }
    String action = "report " + vote.job() + " for " + candidate.id();
    Call call = post(action, "report_result", body.toString());
    Rows.requireAbout(JsonAnswer.object(call, http.send(call)), candidate);
  }

  /** Whether the server answers at all. */
  void requireReachable() {
    http.send(get("reach the server", "health", Map.of()));
  }

  /** Whether the server accepts the credentials; changes nothing there. */
  void requireAccepted() {
    URI address = address("health", Map.of());
    http.send(addressed(Call.post(SYSTEM, "check the credentials", address)).as(credentials));
  }

  /** A file of the repository tree; read without credentials. */
  /** A request for a small file of the repository tree. */
  Call treeFile(String action, URI uri) {
    return Call.get(SYSTEM, action, uri)
        .below("repo_url", settings.repository().toString())
        .following()
        .atMost(MAX_TREE_FILE_BYTES);
  }

  Answer file(Call call) {
    return http.send(call);
  }

  DlrnSettings settings() {
    return settings;
  }

  /** The page that shows people the votes on a candidate. */
  URI votePage(Candidate candidate) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (candidate instanceof CommitCandidate commit) {
      parameters.put("commit_hash", commit.hash().commit());
      parameters.put("distro_hash", commit.hash().distro());
      return address("civotes_detail.html", parameters);
    }
    AggregateCandidate aggregate = (AggregateCandidate) candidate;
    parameters.put("ref_hash", aggregate.id());
    return address("civotes_agg_detail.html", parameters);
  }

  private static Map<String, String> parameters(CommitHash hash) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("commit_hash", hash.commit());
    parameters.put("distro_hash", hash.distro());
    if (!hash.extended().isEmpty()) {
      parameters.put("extended_hash", hash.extended());
    }
    return parameters;
  }

  private Call get(String action, String path, Map<String, String> parameters) {
    Call call = addressed(Call.get(SYSTEM, action, address(path, parameters)));
    return settings.credentialsOnReads() ? call.as(credentials) : call.advising(READ_ADVICE);
  }

  private Call post(String action, String path, String json) {
    Call call = Call.post(SYSTEM, action, address(path, Map.of()), json);
    return addressed(call).as(credentials);
  }

  private Call addressed(Call call) {
    return call.below("api_url", settings.api().toString()).advising(ADVICE);
  }

  private URI address(String path, Map<String, String> parameters) {
    return Addresses.of(settings.api() + "/api/" + path, parameters);
  }
}
