package dev.promoter.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.domain.Secret;
import dev.promoter.fakes.InMemoryReceipts;
import dev.promoter.fakes.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server on a free port over a fake desk, with a token for each role, and a client for it. */
final class Site implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  static final String HOOK_SECRET = "between us";

  final FakeDesk desk = new FakeDesk();
  final SettableClock clock = new SettableClock("2026-11-21T12:00:00Z");
  final InMemoryReceipts receipts = desk.receipts;
  final TokenFile tokens;
  private final Map<Role, String> byRole = new EnumMap<>(Role.class);
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSettings settings;
  private WebServer server;

  Site(Path directory) {
    this(directory, true);
  }

  Site(Path directory, boolean readsOpen) {
    this(directory, readsOpen, Proxies.of(List.of()), new WebSettings.Limits(4096, 30, 8));
  }

  Site(Path directory, boolean readsOpen, Proxies proxies, WebSettings.Limits limits) {
    tokens = new TokenFile(directory.resolve("tokens"));
    for (Role role : List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN)) {
      byRole.put(role, tokens.add("the-" + role.word(), role));
    }
    settings =
        new WebSettings(
            "127.0.0.1", 0, readsOpen, tokens.path(), proxies, Optional.empty(), limits);
    server = WebServer.start(settings, routes(), receipts, clock);
  }

  /** Ends the server and starts another one over the same store. */
  void restart() {
    server.close();
    server = WebServer.start(settings, routes(), receipts, clock);
  }

  List<Route> routes() {
    Hook hook = new Hook("ci", Hook.Kind.GENERIC, new Secret(HOOK_SECRET));
    List<Route> routes = new ArrayList<>(Api.routes(desk, List.of(hook), receipts, clock));
    routes.addAll(
        new Commands(
                (line, person) ->
                    new Commands.Printed(
                        2, line.user() + " typed " + line.arguments(), person.name() + "\n"))
            .routes());
    return routes;
  }

  String token(Role role) {
    return byRole.getOrDefault(role, "");
  }

  URI address(String path) {
    return URI.create(server.address() + path);
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  /** Asks with the token of a role. */
  HttpResponse<String> as(Role role, String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (role != Role.NOBODY) {
      all.addAll(List.of("Authorization", "Bearer " + token(role)));
    }
    return send(method, path, body, all.toArray(String[]::new));
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      Described.check(
          method,
          path,
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
