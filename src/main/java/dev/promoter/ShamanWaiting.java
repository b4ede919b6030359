package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations.ShamanOrder;
import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.shaman.Platform;
import dev.promoter.remote.shaman.ShamanClient;
import dev.promoter.remote.shaman.ShamanWait;
import dev.promoter.remote.shaman.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Waits for Shaman as the command line asks; needs no configuration when an address is given. */
final class ShamanWaiting {
  private static final String OPTION = "shaman_url";
  private static final String VARIABLE = "SHAMAN_URL";

  /** An answer that takes longer counts as none (contract ceph.md section 4). */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Outside outside;
  private final Supplier<Configuration> configuration;

  ShamanWaiting(Outside outside, Supplier<Configuration> configuration) {
    this.outside = outside;
    this.configuration = configuration;
  }

  /** Why it is not ready; empty when it is. */
  Optional<String> await(ShamanOrder order, Consumer<String> progress) {
    Wanted wanted = wanted(order);
    // The wait itself repeats what failed, and a repetition at once would only add to an outage.
    HttpSettings standard = HttpSettings.standard().withRetries(0, Duration.ZERO);
    HttpSettings settings = standard.withTimeouts(standard.connectTimeout(), ANSWER);
    Optional<Path> bundle =
        Optional.ofNullable(outside.environment().get("SSL_CA_BUNDLE"))
            .filter(text -> !text.isBlank())
            .map(Path::of);
    try (Http http = new Http(bundle.map(settings::withCaBundle).orElse(settings))) {
      ShamanWait wait =
          new ShamanWait(
              new ShamanClient(address(order), http),
              outside.clock(),
              time -> Thread.sleep(time.toMillis()),
              new ShamanWait.Limits(order.timeout(), order.interval(), order.afterFailure()));
      ShamanWait.Result result =
          wait.await(
              wanted, seen -> seen.forEach(platform -> progress.accept(platform.sentence())));
      return result.ready() ? Optional.empty() : Optional.of(result.sentence());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw OperationException.failure("the wait was interrupted");
    }
  }

  private static Wanted wanted(ShamanOrder order) {
    try {
      List<Platform> platforms = Platform.parseAll(String.join(",", order.platforms()));
      return new Wanted(
          order.branch(), order.sha1(), platforms, order.arch(), order.completedBuild());
    } catch (IllegalArgumentException wrong) {
      throw OperationException.usage(String.valueOf(wrong.getMessage()));
    }
  }

  private WebAddress address(ShamanOrder order) {
    if (order.address().isPresent()) {
      return checked("--shaman-url", order.address().get());
    }
    String variable = outside.environment().getOrDefault(VARIABLE, "");
    return variable.isBlank() ? configured() : checked(VARIABLE, variable);
  }

  private WebAddress configured() {
    Configuration read = configuration.get();
    List<String> addresses =
        new ArrayList<>(
            Stream.concat(
                    Stream.ofNullable(read.defaults().get(OPTION)),
                    read.releases().stream()
                        .filter(LoadedRelease.Accepted.class::isInstance)
                        .map(loaded -> ((LoadedRelease.Accepted) loaded).release().settings())
                        .flatMap(settings -> settings.find(OPTION).stream()))
                .filter(text -> !text.isBlank())
                .distinct()
                .toList());
    if (addresses.size() != 1) {
      throw OperationException.usage(
          addresses.isEmpty()
              ? "nothing says where Shaman is; give --shaman-url, SHAMAN_URL or the option"
                  + " shaman_url"
              : "the releases name several Shaman servers; choose one with --shaman-url");
    }
    return checked(OPTION, addresses.get(0));
  }

  private static WebAddress checked(String what, String value) {
    try {
      return WebAddress.of(value);
    } catch (IllegalArgumentException wrong) {
      throw OperationException.usage(what + ": " + wrong.getMessage());
    }
  }
}
