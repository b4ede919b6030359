package dev.promoter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.ReleaseName;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lists what people have said of one kind, of all releases or of one, as text or as a document.
 *
 * @param <T> the kind
 */
@ByDaemon(looks = true)
abstract class ListCommand<T> implements Callable<Integer> {
  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      converter = Words.Release.class,
      description =
          "Only this release: the path of its file below releases/ without .ini. Default: all.")
  private @Nullable ReleaseName release;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.LOOK, this::show);
  }

  private int show(Operations operations) {
    List<T> ones =
        all(operations).stream().filter(one -> release == null || isOf(one, release)).toList();
    if (output.isText()) {
      lines(ones, operations).forEach(session::say);
    } else {
      session.document(output.format(), document(ones, operations));
    }
    return Exit.OK;
  }

  abstract List<T> all(Operations operations);

  abstract boolean isOf(T one, ReleaseName release);

  abstract List<String> lines(List<T> ones, Operations operations);

  abstract JsonNode document(List<T> ones, Operations operations);
}
