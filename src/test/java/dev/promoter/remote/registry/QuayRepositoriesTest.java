package dev.promoter.remote.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Secret;
import dev.promoter.engine.Secrets;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuayRepositoriesTest {
  private static final Secrets SECRETS = name -> Optional.of(new Secret("oauth-token"));

  private final Site site = new Site();
  private final QuayRepositories repositories =
      new QuayRepositories(
          RegistrySettings.of("quay", URI.create(site.target.address())),
          "QUAY_TOKEN",
          SECRETS,
          site.http);

  @AfterEach
  void close() {
    site.close();
  }

  private boolean create(int status) {
    site.target.intercept(
        Interceptor.beforeEffect(
            request -> Intervention.answer(Answer.json(status, "{\"message\":\"told\"}"))));
    return repositories.create(new RepositoryName("ns/openstack-base"));
  }

  @Test
  void a_public_repository_is_made_and_one_that_is_there_is_no_fault() {
    assertThat(create(201)).isTrue();
    assertThat(create(400)).isFalse();

    Request request = site.target.requests().get(0);
    assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/v1/repository");
    assertThat(request.authorization()).isEqualTo("Bearer oauth-token");
    assertThat(request.body())
        .contains("\"namespace\":\"ns\"")
        .contains("\"repository\":\"openstack-base\"")
        .contains("\"visibility\":\"public\"");
  }

  @Test
  void a_refusal_names_registry_repository_and_secret_but_not_the_token() {
    assertThatThrownBy(() -> create(403))
        .hasMessageContaining("registry quay: tried to create the repository ns/openstack-base")
        .hasMessageContaining("403: told")
        .hasMessageNotContaining("oauth-token");
  }

  @Test
  void an_answer_of_something_else_is_told_from_one_of_quay() {
    assertThatThrownBy(() -> create(200))
        .hasMessageContaining("the answer is none of Quay's API (200: ")
        .hasMessageContaining("is it no Quay?");
  }

  @Test
  void a_name_without_a_namespace_is_refused() {
    assertThatThrownBy(() -> repositories.create(new RepositoryName("base")))
        .hasMessageContaining("has no namespace");
  }

  @Test
  void a_dry_run_makes_none() {
    QuayRepositories dry =
        new QuayRepositories(
            RegistrySettings.of("quay", URI.create(site.target.address())),
            "QUAY_TOKEN",
            SECRETS,
            site.http.readOnly());

    assertThatThrownBy(() -> dry.create(new RepositoryName("ns/base")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(site.target.requests()).isEmpty();
  }
}
