package dev.promoter.remote.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import java.net.URI;

/**
 * Public repositories made by Quay's own API: a registry of that kind makes private ones when an
 * image is pushed to a repository that is not there (contract dlrn.md section 9).
 */
public final class QuayRepositories {
  private final String system;
  private final URI address;
  private final String secret;
  private final Secrets secrets;
  private final Http http;

  /**
   * The repositories of one registry.
   *
   * @param registry the registry
   * @param secret the name of an OAuth token that may create repositories
   * @param secrets where the token is read at each use
   * @param http a client that trusts the registry's certificate
   */
  public QuayRepositories(RegistrySettings registry, String secret, Secrets secrets, Http http) {
    this.system = registry.system();
    this.address = registry.address();
    this.secret = secret;
    this.secrets = secrets;
    this.http = http;
  }

  /**
   * Makes a repository public from its beginning. That there is one already is no fault: Quay says
   * so with 400, as it says for other reasons, which the next push shows.
   *
   * @return whether it was made now
   * @throws IllegalArgumentException when the name has no namespace
   * @throws RemoteException when the answer is neither 201 nor 400
   */
  public boolean create(RepositoryName repository) {
    int slash = repository.value().indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'%s' has no namespace".formatted(repository));
    }
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("namespace", repository.value().substring(0, slash))
            .put("repository", repository.value().substring(slash + 1))
            .put("visibility", "public")
            .put("description", "")
            .toString();
    Call call =
        Call.post(
                system,
                "create the repository " + repository,
                address.resolve("/api/v1/repository"),
                body)
            .as(new Credentials.Token(address, "Authorization", "Bearer ", secret, secrets));
    Answer answer = http.exchange(call);
    if (answer.status() >= 200 && answer.status() < 300 && answer.status() != 201) {
      throw call.fault(
          "the answer is none of Quay's API (%d: %s); does the registry want a login of its own, or is it no Quay?"
              .formatted(answer.status(), call.excerpt(answer.text())),
          answer.status(),
          true);
    }
    if (answer.status() != 201 && answer.status() != 400) {
      throw Http.fault(call, answer);
    }
    return answer.status() == 201;
  }
}
