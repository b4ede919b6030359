package dev.promoter.remote.redmine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One Redmine server, as the owner of a key sees it. Every method throws {@link RemoteException}
 * when the answer did not come or cannot be trusted.
 */
public final class Redmine {
  static final String SYSTEM = "Redmine";

  private static final Map<Integer, String> ADVICE =
      Map.of(
          401,
          "check the key, and that REST is switched on (Administration, Settings, API)",
          403,
          "the key is known, but its user may not do this: give the user a role in the project that may",
          404,
          "there is no such issue, or the user of the key may not see it; check the number and redmine_url");

  private final URI address;
  private final Http http;
  private final Credentials credentials;

  private Redmine(URI address, Http http, Credentials credentials) {
    this.address = address;
    this.http = http;
    this.credentials = credentials;
  }

  /**
   * The server at an address.
   *
   * @param address where Redmine begins, also below a path; with or without a slash at its end
   * @param http the client; that of a dry run cannot write
   * @param key the name of the key among the secrets, by which sentences call it
   * @param secrets where the key is found at each request
   */
  public static Redmine at(URI address, Http http, String key, Secrets secrets) {
    URI base = URI.create(address.toString().replaceAll("/+$", ""));
    return new Redmine(
        base, http, new Credentials.Token(base, "X-Redmine-API-Key", "", key, secrets));
  }

  /**
   * Whose key it is. The only way to check it: a public issue is shown to a wrong key as well
   * (contract ceph.md section 6).
   */
  public Account account() {
    Call call = get("check the key", "/users/current.json");
    return Account.of(Json.object(call, http.send(call)).child("user"));
  }

  /** An issue with its notes and the statuses it may go to. */
  public Issue issue(long id) {
    Call call =
        get("read issue " + id, "/issues/" + id + ".json?include=journals,allowed_statuses");
    Issue issue = Issue.of(Json.object(call, http.send(call)).child("issue"));
    if (issue.id() != id) {
      throw call.fault("the answer is about issue " + issue.id(), 200, false);
    }
    return issue;
  }

  /** The relations of an issue, and its tracker: what backports are recognised by. */
  public Relations relations(long id) {
    Call call =
        get("read the relations of issue " + id, "/issues/" + id + ".json?include=relations");
    return Relations.of(Json.object(call, http.send(call)).child("issue"));
  }

  /** All statuses of the server; older servers do not list those an issue may go to. */
  List<Status> statuses() {
    Call call = get("read the issue statuses", "/issue_statuses.json");
    return Json.object(call, http.send(call)).children("issue_statuses").stream()
        .map(Status::of)
        .toList();
  }

  /** The page of an issue for people. */
  public URI page(long id) {
    return URI.create(address + "/issues/" + id);
  }

  /**
   * Asks for a change. That the server accepts it does not mean that it stored it. Never sent
   * twice.
   *
   * @param action what it is, as in "tried to {action}"
   * @param attributes those of the issue that change
   */
  void change(long id, String action, ObjectNode attributes) {
    ObjectNode envelope = Json.MAPPER.createObjectNode();
    envelope.set("issue", attributes);
    URI uri = URI.create(address + "/issues/" + id + ".json");
    Call call = with(Call.put(SYSTEM, action, uri, envelope.toString()));
    Answer answer = http.exchange(call);
    if (answer.status() == 422) {
      throw unacceptable(call, answer);
    }
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
  }

  /** One text for each reason; none at all when the issue was changed meanwhile (contract r31). */
  private static RemoteException unacceptable(Call call, Answer answer) {
    List<String> reasons = Json.texts(answer.text(), "errors");
    if (reasons.isEmpty()) {
      return call.fault(
          "the server answered 422 without a reason, as it does when somebody else changed the issue at the same time",
          422,
          true);
    }
    return call.fault(
        "the server does not accept the change (422): " + call.excerpt(String.join("; ", reasons)),
        422,
        false);
  }

  private Call get(String action, String path) {
    return with(Call.get(SYSTEM, action, URI.create(address + path)));
  }

  private Call with(Call call) {
    return call.below("redmine_url", address.toString()).advising(ADVICE).as(credentials);
  }
}
