package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "wait-for-shaman",
    description = {
      "Waits until Shaman has a commit ready on every platform; prints the commit.",
      "It asks for this commit, so that a newer one does not hide it, and only a repository that"
          + " is ready for the architecture counts. What is seen meanwhile goes to standard error."
    },
    footer = {
      "  promoter wait-for-shaman --branch reef-release \\",
      "      --sha1 9191375ab5b1e911954d9f7c2b9cd180c08dc881 \\",
      "      --platform ubuntu-jammy-default,centos-9-default --timeout 7200"
    },
    exitCodeList = {
      "0:every platform is ready; the commit is printed",
      "1:the time is up, a platform has failed, or Shaman could not be asked until the end",
      "2:the command line is wrong, or nothing says where Shaman is"
    })
final class WaitForShamanCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // given by the parser before the command runs
  private CommandSpec spec;

  @Option(
      names = "--branch",
      paramLabel = "BRANCH",
      required = true,
      converter = Words.Said.class,
      description = "The branch it was built as; read in lower case.")
  private String branch = "";

  @Option(
      names = "--sha1",
      paramLabel = "SHA1",
      required = true,
      converter = Sha1.class,
      description = "The commit: 40 hexadecimal digits.")
  private String sha1 = "";

  @Option(
      names = "--platform",
      paramLabel = "P",
      split = ",",
      defaultValue = "ubuntu-jammy-default,centos-9-default",
      description =
          "DISTRO-VERSION-FLAVOR, several with commas between them; all must be ready. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> platforms = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      defaultValue = "3600",
      description = "When to give up. 0 looks once. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      converter = PositiveSeconds.class,
      defaultValue = "60",
      description =
          "How long between two looks; longer while Shaman does not answer. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration interval = Duration.ofMinutes(1);

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      converter = Words.Said.class,
      defaultValue = "x86_64",
      description = "The architecture that must be ready. Default: ${DEFAULT-VALUE}.")
  private String arch = "";

  @Option(
      names = "--shaman-url",
      paramLabel = "URL",
      converter = Words.WebAddress.class,
      description =
          "Where Shaman is. Default: the environment variable SHAMAN_URL, else the option"
              + " shaman_url of the configuration.")
  private @Nullable String address;

  @Option(
      names = "--any-build",
      description = "A ready repository is enough, whether or not the newest build has completed.")
  private boolean anyBuild;

  @Option(
      names = "--wait-after-failure",
      description = "Goes on waiting although a platform has failed.")
  private boolean waitAfterFailure;

  private final Session session;

  WaitForShamanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::await);
  }

  private int await(Operations operations) {
    Operations.ShamanOrder order =
        new Operations.ShamanOrder(
            branch.toLowerCase(Locale.ROOT),
            sha1,
            platforms,
            arch,
            timeout,
            interval,
            !anyBuild,
            waitAfterFailure,
            Optional.ofNullable(address));
    Optional<String> open = operations.waitForShaman(order, this::complain);
    open.ifPresent(sentence -> complain(spec.qualifiedName() + ": " + sentence));
    if (open.isPresent()) {
      return Exit.FAILED;
    }
    session.say(sha1);
    return Exit.OK;
  }

  private void complain(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(Paint.printable(line));
    err.flush();
  }

  /** A whole commit, in any case. */
  static final class Sha1 implements ITypeConverter<String> {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}");

    @Override
    public String convert(String word) {
      String folded = word.strip().toLowerCase(Locale.ROOT);
      if (!HEX.matcher(folded).matches()) {
        throw new TypeConversionException("'" + word + "' is not 40 hexadecimal digits");
      }
      return folded;
    }
  }

  /** Whole seconds, from 0 to about 30 years. */
  static final class Seconds implements ITypeConverter<Duration> {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    @Override
    public Duration convert(String word) {
      if (!NUMBER.matcher(word.strip()).matches()) {
        throw new TypeConversionException("'" + word + "' is not a whole number of seconds");
      }
      return Duration.ofSeconds(Long.parseLong(word.strip()));
    }
  }

  /** Whole seconds from 1 upwards. */
  static final class PositiveSeconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String word) {
      Duration seconds = new Seconds().convert(word);
      if (seconds.isZero()) {
        throw new TypeConversionException("it must be at least 1 second");
      }
      return seconds;
    }
  }
}
