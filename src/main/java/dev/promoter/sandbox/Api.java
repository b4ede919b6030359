package dev.promoter.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The API of one builder: which path and method leads where, and who is let in. */
final class Api {
  private final Map<String, Map<String, Endpoint>> endpoints = new HashMap<>();
  private final DlrnBuilder builder;

  /**
   * @param json whether a request with any other content type than exactly JSON is refused
   */
  private record Endpoint(boolean json, Function<Request, Answer> handler) {}

  Api(DlrnBuilder builder, Database database) {
    this.builder = builder;
    Rendering rendering = new Rendering(builder.repoUrl());
    Reads reads = new Reads(database, rendering);
    get("/api/promotions", reads::promotions);
    get("/api/repo_status", reads::repoStatus);
    get("/api/agg_status", reads::aggregateStatus);
    Writes writes = new Writes(builder, database, rendering);
    post("/api/promote", true, writes::promote);
    post("/api/promote-batch", true, writes::promoteBatch);
    post("/api/report_result", true, writes::report);
    LastTested lastTested = new LastTested(database, builder::now, rendering);
    get("/api/last_tested_repo", lastTested::read);
    post("/api/last_tested_repo", true, lastTested::claim);
    Administration administration = new Administration(database);
    get("/api/health", administration::health);
    post("/api/health", false, administration::health);
    get("/api/components", administration::components);
    get("/api/metrics/builds", administration::builds);
    post("/api/recheck_package", false, administration::recheck);
    Pages pages = new Pages(database, builder.repoUrl());
    get("/api/civotes_detail.html", pages::buildVotes);
    get("/api/civotes_agg_detail.html", pages::aggregateVotes);
    get("/api/civotes.html", pages::promotions);
    get("/api/civotes_agg.html", pages::promotions);
    get("/api/report.html", pages::promotions);
  }

  private void get(String path, Function<Request, Answer> handler) {
    add(path, "GET", new Endpoint(false, handler));
  }

  private void post(String path, boolean json, Function<Request, Answer> handler) {
    add(path, "POST", new Endpoint(json, handler));
  }

  private void add(String path, String method, Endpoint endpoint) {
    endpoints.computeIfAbsent(path, key -> new HashMap<>()).put(method, endpoint);
  }

  /**
   * @param path below the address of the API, with a leading slash
   */
  Answer answer(Request request, String path) {
    Map<String, Endpoint> methods = endpoints.getOrDefault(path, Map.of());
    if (methods.isEmpty()) {
      throw ApiError.page(404);
    }
    Endpoint endpoint = methods.get(request.writes() ? request.method() : "GET");
    if (endpoint == null) {
      throw new ApiError(Pages.error(405).withHeader("Allow", allowed(methods)));
    }
    if (!builder.admits(request)) {
      throw new ApiError(Pages.unauthorized());
    }
    if (endpoint.json() && !request.contentType().equals("application/json")) {
      throw ApiError.message(415, "Unsupported Media Type, use JSON");
    }
    return endpoint.handler().apply(request);
  }

  private static String allowed(Map<String, Endpoint> methods) {
    TreeSet<String> names = new TreeSet<>(methods.keySet());
    names.add("OPTIONS");
    if (methods.containsKey("GET")) {
      names.add("HEAD");
    }
    return String.join(", ", names);
  }
}
