package dev.promoter.remote.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promoter.engine.RemoteException;
import dev.promoter.notes.Commit;
import dev.promoter.notes.Merge;
import dev.promoter.remote.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real repository on this host. */
class GitTest {
  @TempDir Path directory;
  private Path repository;
  private final Git git = new Git(new Programs(System.getenv()), GitSettings.standard());

  @BeforeEach
  void fill() throws Exception {
    repository = directory.resolve("ceph");
    Files.createDirectories(repository);
    run("init", "-q", "-b", "reef");
    commit("first");
    run("tag", "-a", "v18.2.7", "-m", "the tag");
    run("checkout", "-q", "-b", "wip-1");
    commit("rgw: fix it\n\nFixes: #1\nSigned-off-by: Ada <a@example.org>");
    run("checkout", "-q", "reef");
    commit("in between");
    run(
        "merge",
        "-q",
        "--no-ff",
        "wip-1",
        "-m",
        "Merge pull request #11 from x/wip-1\n\nreef: rgw: fix it");
  }

  private String run(String... words) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "git",
                "-C",
                repository.toString(),
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=a@example.org"));
    all.addAll(List.of(words));
    Process process =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(directory.resolve("out"))).isZero();
    return Files.readString(directory.resolve("out")).strip();
  }

  private void commit(String message) throws Exception {
    run("commit", "-q", "--allow-empty", "-m", message);
  }

  private String address() {
    return repository.toString();
  }

  @Test
  void the_tip_of_a_branch_is_its_commit() throws Exception {
    run("branch", "other/reef");
    commit("newer");

    assertThat(git.tip(address(), "reef")).isEqualTo(run("rev-parse", "reef"));
    assertThat(git.tip("file://" + address(), "reef")).hasSize(40);
  }

  @Test
  void a_tag_is_what_it_points_at() throws Exception {
    assertThat(git.tip(address(), "refs/tags/v18.2.7"))
        .isEqualTo(run("rev-parse", "v18.2.7^{commit}"));
  }

  @Test
  void a_branch_that_was_deleted_is_told_so() throws Exception {
    run("branch", "gone");
    git.tip(address(), "gone");
    run("branch", "-D", "gone");

    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> git.tip(address(), "gone"));

    assertThat(fault.retryable()).isFalse();
    assertThat(fault.sentence()).contains("no refs/heads/gone", "deleted");
  }

  @Test
  void the_end_of_a_longer_name_is_no_branch() throws Exception {
    run("branch", "nested/refs/heads/tail");

    assertThatThrownBy(() -> git.tip(address(), "tail")).hasMessageContaining("no refs/heads/tail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=touch /tmp/x",
        "ext::sh -c touch% /tmp/x",
        "ext::x",
        "fd::17",
        "-oProxyCommand=x:y",
        "ssh://-oProxyCommand=x/y",
        "https://user:secret@host/x",
        "https://host name/x",
        "relative/path",
        "ftp://host/x",
        "https://-x/y",
        ""
      })
  void a_hostile_address_is_never_asked(String address) {
    assertThatThrownBy(() -> git.tip(address, "reef"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("the address of the repository")
        .hasMessageNotContaining("git ended");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-x",
        "--exec=x",
        "a b",
        "a..b",
        "a*",
        "re?f",
        "a^{tree}",
        "a@{1}",
        "x.lock",
        "a\nb",
        "a//b",
        ""
      })
  void a_hostile_name_is_never_asked_for(String ref) {
    assertThatThrownBy(() -> git.tip(address(), ref))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("is not the name of a branch or tag");
  }

  @Test
  void a_repository_that_is_not_there_is_tried_again_later() {
    RemoteException fault =
        catchThrowableOfType(
            RemoteException.class, () -> git.tip(directory.resolve("none").toString(), "reef"));

    assertThat(fault.retryable()).isTrue();
    assertThat(fault.sentence()).contains("git ended with 128");
  }

  @Test
  void an_answer_without_a_sha1_is_not_believed() throws Exception {
    Path liar = directory.resolve("liar");
    Files.writeString(liar, "#!/bin/sh\nprintf 'unknown\\trefs/heads/reef\\n'\n");
    assertThat(liar.toFile().setExecutable(true)).isTrue();
    Git lying =
        new Git(
            new Programs(System.getenv()),
            new GitSettings(liar.toString(), Duration.ofSeconds(10), Duration.ofSeconds(10)));

    assertThatThrownBy(() -> lying.tip(address(), "reef")).hasMessageContaining("without a SHA1");
  }

  @Test
  void a_mirror_has_the_merges_between_two_refs() throws Exception {
    Path mirror = directory.resolve("mirror");
    run("config", "uploadpack.allowFilter", "true");
    Git.Clone clone =
        git.mirror(mirror, "file://" + address(), List.of("reef", "refs/tags/v18.2.7"));

    List<Commit> history = clone.between("v18.2.7", "reef");

    assertThat(history).extracting(Commit::sha1).containsAll(shas("v18.2.7..reef"));
    assertThat(Merge.of(history))
        .singleElement()
        .satisfies(
            merge -> {
              assertThat(merge.number()).isEqualTo(11);
              assertThat(merge.commits())
                  .extracting(Commit::message)
                  .containsExactly("rgw: fix it\n\nFixes: #1\nSigned-off-by: Ada <a@example.org>");
            });
  }

  private List<String> shas(String range) throws Exception {
    return run("rev-list", range).lines().toList();
  }

  @Test
  void a_mirror_follows_its_repository() throws Exception {
    Path mirror = directory.resolve("mirror");
    List<String> refs = List.of("reef", "refs/tags/v18.2.7");
    git.mirror(mirror, address(), refs);
    commit("one more");

    assertThat(git.mirror(mirror, address(), refs).between("v18.2.7", "reef"))
        .extracting(Commit::message)
        .contains("one more");
  }

  @Test
  void a_clone_of_somebody_else_is_read_as_it_is() {
    Git.Clone clone = git.clone(repository);

    assertThat(clone.between("v18.2.7", "reef")).hasSize(3);
    assertThatThrownBy(() -> clone.between("v0", "reef")).hasMessageContaining("there is no 'v0'");
    assertThatThrownBy(() -> clone.between("--output=x", "reef"))
        .hasMessageContaining("is not the name of a branch or tag");
  }
}
