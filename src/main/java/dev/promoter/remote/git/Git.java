package dev.promoter.remote.git;

import dev.promoter.engine.RemoteException;
import dev.promoter.notes.Commit;
import dev.promoter.remote.program.Command;
import dev.promoter.remote.program.Finished;
import dev.promoter.remote.program.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks repositories. Never prompts, runs no helper that an address names, and believes only whole
 * SHA1s. Every method throws {@link RemoteException} when there is no answer to rely on.
 */
public final class Git {
  private static final String SYSTEM = "git";
  private static final int REFS = 4 * 1024 * 1024;
  private static final int HISTORY = 128 * 1024 * 1024;
  private static final String BRANCHES = "refs/heads/";

  /** Nobody is there to answer a question, and no configuration of the host opens other ways. */
  private static final Map<String, String> QUIET =
      Map.of(
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_ASKPASS", "true",
          "SSH_ASKPASS", "true",
          "GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=20",
          "GIT_ALLOW_PROTOCOL", "https:http:git:ssh:file",
          "GIT_PAGER", "cat",
          "GCM_INTERACTIVE", "never",
          "GIT_OPTIONAL_LOCKS", "0");

  private final Programs programs;
  private final GitSettings settings;

  /** The git program with these settings. */
  public Git(Programs programs, GitSettings settings) {
    this.programs = programs;
    this.settings = settings;
  }

  /**
   * The commit a branch stands at.
   *
   * @param repository its address
   * @param ref the name of a branch, or a whole ref such as {@code refs/tags/v18.2.7}
   * @return 40 hexadecimal digits
   */
  public String tip(String repository, String ref) {
    String whole = ref.startsWith("refs/") ? ref : BRANCHES + ref;
    String action = "find the tip of " + ref;
    Command command =
        command(
            action,
            settings.lookLimit(),
            REFS,
            List.of("ls-remote", "--quiet", "--", repository, whole, whole + "^{}"));
    refuse(command, Names.refProblem(ref).or(() -> Names.addressProblem(repository)));
    Map<String, String> refs = refs(command, successful(command));
    // What an annotated tag points at comes before the tag itself.
    String sha1 = refs.getOrDefault(whole + "^{}", refs.getOrDefault(whole, ""));
    if (sha1.isEmpty()) {
      throw command.fault(
          "the repository has no %s: it was deleted, renamed, or is misspelt; with a SHA1 given, no branch is asked for"
              .formatted(whole),
          false);
    }
    return sha1;
  }

  /**
   * Makes sure that a repository has a commit. Brings the commit alone, without its files, into a
   * place that is removed again. A server that hands out nothing but its refs is believed.
   *
   * @param sha1 40 hexadecimal digits
   */
  public void requireCommit(String repository, String sha1) {
    Path place = temporary();
    try {
      make(place);
      List<String> words =
          List.of("-C", place.toString(), "fetch", "--quiet", "--no-tags", "--depth=1");
      List<String> all = new ArrayList<>(words);
      all.addAll(List.of("--filter=tree:0", "--", repository, sha1));
      Command fetch = command("find commit " + sha1, settings.lookLimit(), REFS, all);
      refuse(fetch, Names.refProblem(sha1).or(() -> Names.addressProblem(repository)));
      requireCommit(fetch, repository, sha1);
    } finally {
      remove(place);
    }
  }

  private void requireCommit(Command fetch, String repository, String sha1) {
    Finished finished = programs.run(fetch);
    String said = finished.err();
    if (said.contains("not our ref")) {
      throw fetch.fault(
          "%s has no commit %s: it is one of another repository, or misspelt"
              .formatted(repository, sha1),
          false);
    }
    if (finished.exit() != 0 && !said.contains("unadvertised object")) {
      throw fetch.fault(
          "git ended with %d: %s".formatted(finished.exit(), Command.end(said)), true);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("promoter-commit");
    } catch (IOException fault) {
      throw RemoteException.of(
          SYSTEM,
          "make a place for a commit",
          "temporary directory",
          String.valueOf(fault.getMessage()),
          0,
          true);
    }
  }

  private static void remove(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException kept) {
      throw new UncheckedIOException(kept);
    }
  }

  /** Only whole names: git takes a name for the end of any other as well. */
  private static Map<String, String> refs(Command command, Finished finished) {
    Map<String, String> refs = new HashMap<>();
    for (String line : finished.out().lines().toList()) {
      int tab = line.indexOf('\t');
      String sha1 = tab < 0 ? "" : line.substring(0, tab);
      if (!Names.isSha1(sha1)) {
        throw command.fault("its answer holds a line without a SHA1: " + Command.end(line), true);
      }
      refs.put(line.substring(tab + 1), sha1);
    }
    return refs;
  }

  /**
   * Brings what is needed of a repository into a bare one of ours, without files: the history is
   * all that is asked for.
   *
   * @param directory of the bare repository; made when it is not there
   * @param refs branches, whole refs or SHA1s that must be there afterwards
   */
  public Clone mirror(Path directory, String repository, List<String> refs) {
    Command check = command("fetch " + refs, settings.fetchLimit(), REFS, List.of("fetch"));
    refuse(check, Names.addressProblem(repository));
    refs.forEach(ref -> refuse(check, Names.refProblem(ref)));
    if (!Files.isDirectory(directory.resolve("objects"))) {
      make(directory);
    }
    Clone mirror = new Clone(directory);
    mirror.git("name the repository", "config", "remote.origin.url", repository);
    mirror.git("mark what is left out", "config", "extensions.partialClone", "origin");
    mirror.git("mark what is left out", "config", "remote.origin.promisor", "true");
    List<String> words =
        new ArrayList<>(
            List.of("fetch", "--quiet", "--no-tags", "--filter=tree:0", "--force", "origin"));
    refs.forEach(ref -> words.add(refspec(ref)));
    Command fetch = command("fetch " + refs, settings.fetchLimit(), REFS, mirror.words(words));
    successful(fetch);
    return mirror;
  }

  private static String refspec(String ref) {
    if (Names.isSha1(ref)) {
      return "+" + ref + ":refs/promoter/" + ref;
    }
    String whole = ref.startsWith("refs/") ? ref : BRANCHES + ref;
    return "+" + whole + ":" + whole;
  }

  private void make(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException fault) {
      throw RemoteException.of(
          SYSTEM,
          "make a repository",
          directory.toString(),
          String.valueOf(fault.getMessage()),
          0,
          true);
    }
    successful(
        command(
            "make a repository",
            settings.lookLimit(),
            REFS,
            List.of("init", "--quiet", "--bare", "--", directory.toString())));
  }

  /** A clone that is kept up to date by somebody else. */
  public Clone clone(Path directory) {
    return new Clone(directory);
  }

  private Command command(String action, Duration limit, int output, List<String> arguments) {
    List<String> words =
        new ArrayList<>(List.of(settings.program(), "-c", "protocol.ext.allow=never"));
    words.addAll(arguments);
    return new Command(SYSTEM, action, words, QUIET, limit, output);
  }

  private static void refuse(Command command, Optional<String> problem) {
    problem.ifPresent(
        sentence -> {
          throw command.fault(sentence, false);
        });
  }

  private Finished successful(Command command) {
    Finished finished = programs.run(command);
    if (finished.exit() != 0) {
      throw command.fault(
          "git ended with %d: %s".formatted(finished.exit(), Command.end(finished.err())), true);
    }
    if (!finished.complete()) {
      throw command.fault("its answer is too long", false);
    }
    return finished;
  }

  /** A repository on this host. */
  public final class Clone {
    private final Path directory;

    private Clone(Path directory) {
      this.directory = directory;
    }

    /**
     * The history that one ref has and another has not, newest first.
     *
     * @param from a tag, branch, whole ref or SHA1
     * @param to the same
     */
    public List<Commit> between(String from, String to) {
      String range = commit(from) + ".." + commit(to);
      Command log =
          command(
              "read the history " + from + ".." + to,
              settings.fetchLimit(),
              HISTORY,
              words(
                  List.of(
                      "log",
                      "-z",
                      "--no-color",
                      "--no-show-signature",
                      "--encoding=UTF-8",
                      "--format=%H%x1f%P%x1f%an%x1f%B",
                      range,
                      "--")));
      List<Commit> commits = new ArrayList<>();
      for (String record : successful(log).out().split("\0", -1)) {
        if (!record.isBlank()) {
          commits.add(commit(log, record));
        }
      }
      return commits;
    }

    private static Commit commit(Command log, String record) {
      String[] fields = record.split("\u001f", 4);
      if (fields.length < 4 || !Names.isSha1(fields[0])) {
        throw log.fault("its answer cannot be read: " + Command.end(record), false);
      }
      List<String> parents = fields[1].isEmpty() ? List.of() : List.of(fields[1].split(" ", -1));
      return new Commit(fields[0], parents, fields[2], fields[3].strip());
    }

    /** The commit a name stands for here. */
    private String commit(String name) {
      Command command =
          command(
              "find " + name,
              settings.lookLimit(),
              REFS,
              words(
                  List.of(
                      "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")));
      refuse(command, Names.refProblem(name));
      Finished finished = programs.run(command);
      String sha1 = finished.out().strip();
      if (finished.exit() != 0 || !Names.isSha1(sha1)) {
        throw command.fault(
            "there is no '%s' in %s %s".formatted(name, directory, Command.end(finished.err())),
            false);
      }
      return sha1;
    }

    private void git(String action, String... words) {
      successful(command(action, settings.lookLimit(), REFS, words(List.of(words))));
    }

    private List<String> words(List<String> words) {
      List<String> all = new ArrayList<>(List.of("-C", directory.toString()));
      all.addAll(words);
      return all;
    }
  }
}
