package dev.promoter.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What is refused before it is a request is answered in the same form as everything else. */
final class ErrorPages extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Answer answer = Answer.problem(refusal(status), "");
    response.setStatus(answer.status());
    SafeHeaders.all(request.isSecure())
        .forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put("Content-Type", answer.type());
    response.write(true, ByteBuffer.wrap(answer.body().plain()), callback);
    return true;
  }

  private static Refusal refusal(int status) {
    return switch (status) {
      case 431 ->
          new Refusal(
              Refusal.Kind.HEADERS_TOO_LARGE,
              "The request line with all headers is longer than %d KiB."
                  .formatted(WebSettings.Limits.HEADER_BYTES / 1024));
      case 404 -> new Refusal(Refusal.Kind.NOT_FOUND, "There is nothing at this address.");
      case 500 ->
          new Refusal(Refusal.Kind.FAULT, "The request could not be answered; see the log.");
      case 503 -> new Refusal(Refusal.Kind.UNAVAILABLE, "The server is ending.");
      default -> new Refusal(Refusal.Kind.INVALID, "The request is not HTTP as it should be.");
    };
  }
}
