package dev.promoter.remote.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Sends one request once and reads its whole answer, whatever its status. */
interface Exchange {
  /**
   * Sends a request.
   *
   * @param uri where to; differs from the call's own address after a redirect
   * @param authorization the header that says who asks; empty when none is sent
   * @throws IOException when no complete answer came
   */
  Answer send(Call call, URI uri, Optional<Authorization> authorization) throws IOException;

  /** The exchange that tells a watcher of everything it sends. */
  static Exchange watched(Exchange exchange, Watcher watcher) {
    return (call, uri, authorization) -> {
      long begun = System.nanoTime();
      int status = 0;
      try {
        Answer answer = exchange.send(call, uri, authorization);
        status = answer.status();
        return answer;
      } finally {
        watcher.sent(call.system(), status, Duration.ofNanos(System.nanoTime() - begun));
      }
    };
  }

  /**
   * The exchange of a dry run: refuses everything that is not safe before anything is sent.
   *
   * @throws IllegalStateException when asked to send such a request: a mistake of the program
   */
  static Exchange readOnly(Exchange exchange) {
    return (call, uri, authorization) -> {
      refuseWrites(call);
      return exchange.send(call, uri, authorization);
    };
  }

  /**
   * Refuses everything that is not safe.
   *
   * @throws IllegalStateException when asked to send such a request: a mistake of the program
   */
  static void refuseWrites(Call call) {
    if (!call.method().safe()) {
      throw new IllegalStateException(
          "a dry run does not send "
              + call.method()
              + " requests; refused to "
              + Redactor.of(call.terms().credentials()).clean(call.action()));
    }
  }
}
