package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsFileTest {
  private static final String PROJECT = "openstack-tripleo-common";
  private static final String HEAD = "Project,Source Repo,Source Sha,Dist Repo,Dist Sha,Status\n";

  private final DlrnServer server = DlrnServer.start(0);
  private final DlrnBuilder builder = server.addBuilder("api", "tree");
  private final Http http = new Http(HttpSettings.standard().withRetries(0, Duration.ofMillis(1)));
  private final VersionsFile versions =
      new VersionsFile(
          new DlrnClient(
              new DlrnSettings(
                  URI.create(builder.apiUrl()),
                  URI.create(builder.repoUrl()),
                  "ciuser",
                  false,
                  "",
                  false,
                  "DLRNAPI_PASSWORD",
                  Optional.empty()),
              http,
              Credentials.none()));

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private static Candidate candidate(Build build, String component) {
    String extended = build.extendedHash();
    return new CommitCandidate(
        new CommitHash(build.commitHash(), build.distroHash(), extended == null ? "" : extended),
        component);
  }

  @Test
  void the_directory_of_a_single_build_has_it() {
    Build build = builder.addBuild(Build.named("one"));

    assertThat(versions.commit(candidate(build, ""), "source", PROJECT))
        .isEqualTo(build.commitHash());
  }

  @Test
  void the_directory_of_an_aggregate_lies_below_its_link() {
    Build build = builder.addBuild(Build.named("one").inComponent("tripleo"));
    String aggregate = builder.promoteAggregate("source", List.of(build), Instant.EPOCH);

    assertThat(versions.commit(new AggregateCandidate(aggregate), "source", PROJECT))
        .isEqualTo(build.commitHash());
  }

  @Test
  void the_directory_of_a_component_lies_below_its_component() {
    Build build = builder.addBuild(Build.named("one").inComponent("tripleo"));

    assertThat(versions.commit(candidate(build, "tripleo"), "source", PROJECT))
        .isEqualTo(build.commitHash());
  }

  private String read(String file) {
    Build build = builder.addBuild(Build.named("one"));
    server.publish("/tree/" + build.directory() + "/versions.csv", file);
    return versions.commit(candidate(build, ""), "source", PROJECT);
  }

  @Test
  void columns_are_found_by_their_heads_and_values_may_be_quoted() {
    assertThat(
            read(
                "\"Source Sha\",Pkg NVR,Project\r\n"
                    + "1111111,\"a, \"\"b\"\"\",openstack-nova\r\n"
                    + "2222222,x,\"openstack-tripleo-common\"\r\n"))
        .isEqualTo("2222222");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openstack-nova,r,1234567|the file does not name openstack-tripleo-common",
        "openstack-tripleo-common|the file does not name openstack-tripleo-common",
        "openstack-tripleo-common,r,../../x|is no commit: '../../x'",
        "openstack-tripleo-common,r,None|is no commit: 'None'",
      })
  void a_file_that_does_not_tell_is_a_fault(String line, String sentence) {
    assertThatThrownBy(() -> read(HEAD + line))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("versions.csv");
  }

  @Test
  void a_page_instead_of_the_file_is_a_fault() {
    assertThatThrownBy(() -> read("<html></html>"))
        .hasMessageContaining("the file has no columns Project and Source Sha");
  }
}
