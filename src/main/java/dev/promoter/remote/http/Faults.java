package dev.promoter.remote.http;

import dev.promoter.engine.RemoteException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;

/** The one place where transport faults and statuses become sentences. */
final class Faults {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private Faults() {}

  /** Whether a safe request is worth repeating at once after this fault. */
  static boolean passing(IOException fault) {
    return !(fault instanceof ConnectTimeoutException)
        && !(fault instanceof NoRouteToHostException)
        && (fault instanceof SocketException || fault instanceof NoHttpResponseException);
  }

  static RemoteException transport(Call call, IOException fault, HttpSettings settings) {
    return call.fault(reason(fault, settings), 0, !hopeless(fault));
  }

  /** The same for a request that a redirect may have led to another host. */
  static RemoteException transport(Call call, URI uri, IOException fault, HttpSettings settings) {
    if (call.uri().equals(uri)) {
      return transport(call, fault, settings);
    }
    return call.fault(
        "the server redirects to another address, on the host %s, and there %s"
            .formatted(Excerpt.of(String.valueOf(uri.getHost())), reason(fault, settings)),
        0,
        !hopeless(fault));
  }

  private static boolean hopeless(IOException fault) {
    return fault instanceof AnswerTooLarge || fault instanceof BadAnswer;
  }

  private static String reason(IOException fault, HttpSettings settings) {
    if (fault instanceof AnswerTooLarge
        || fault instanceof BadAnswer
        || fault instanceof Standstill.Ended) {
      return told(fault);
    }
    if (fault instanceof ConnectTimeoutException) {
      return "no connection was made within " + settings.connectTimeout().toSeconds() + " seconds";
    }
    if (fault instanceof SocketTimeoutException) {
      return "no complete answer came within %s seconds"
          .formatted(settings.answerTimeout().toMillis() / 1000.0);
    }
    if (fault instanceof InterruptedIOException) {
      return "the wait for the answer was interrupted";
    }
    if (fault instanceof UnknownHostException) {
      return "the name of the host is not known; check the address and the name service";
    }
    if (fault instanceof ConnectException) {
      return "the connection was refused; check the address and whether the server runs";
    }
    if (fault instanceof SSLException) {
      return "no secure connection could be made ("
          + told(fault)
          + "); if the server has a certificate of an authority of your own, "
          + settings
              .caBundle()
              .map(bundle -> "add that authority to ca_bundle, " + bundle)
              .orElse("name it in ca_bundle");
    }
    return broken(fault);
  }

  private static String broken(IOException fault) {
    if (fault instanceof NoHttpResponseException || fault instanceof SocketException) {
      return "the connection broke before the answer was complete (" + told(fault) + ")";
    }
    if (fault instanceof ConnectionClosedException
        || fault instanceof EOFException
        || fault instanceof ZipException
        || fault instanceof MalformedChunkCodingException) {
      return "the answer was cut off (" + told(fault) + ")";
    }
    if (fault.getCause() instanceof ParseException) {
      return "the answer is not HTTP (" + told(fault) + ")";
    }
    return "the exchange broke (" + told(fault) + ")";
  }

  private static String told(IOException fault) {
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : Excerpt.of(message);
  }

  static RemoteException status(Call call, Answer answer) {
    if (answer.redirect()) {
      return call.fault(redirected(call, answer), answer.status(), false);
    }
    StringBuilder reason = new StringBuilder("the server answered ").append(answer.status());
    String excerpt = call.excerpt(answer.text());
    if (!excerpt.isEmpty()) {
      reason.append(": ").append(excerpt);
    }
    answer
        .header("Retry-After")
        .ifPresent(wait -> reason.append(" (Retry-After: ").append(Excerpt.of(wait)).append(')'));
    if (answer.status() == 401) {
      reason.append(refusal(call.terms().credentials()));
    }
    String advice = call.terms().advice().get(answer.status());
    if (advice != null) {
      reason.append("; ").append(advice);
    }
    return call.fault(reason.toString(), answer.status(), mayPass(answer.status()));
  }

  private static String refusal(Credentials credentials) {
    return credentials instanceof Credentials.None
        ? "; it wants credentials"
        : "; it does not accept " + credentials.description();
  }

  private static boolean mayPass(int status) {
    return status >= 500 || PASSING.contains(status);
  }

  private static String redirected(Call call, Answer answer) {
    String location = answer.header("Location").orElse("");
    String advice =
        call.terms()
            .base()
            .map(base -> "; set " + base.option() + " to " + newBase(call, base, location))
            .orElse("");
    return "the server answered %d and redirects to %s, which is not followed%s"
        .formatted(answer.status(), location, advice);
  }

  /** The configured part of the new address, if the rest of it stayed the same. */
  private static String newBase(Call call, Call.Base base, String location) {
    String uri = call.uri().toString();
    String rest = uri.substring(Math.min(base.address().length(), uri.length()));
    String path = rest.contains("?") ? rest.substring(0, rest.indexOf('?')) : rest;
    for (String tail : new String[] {rest, path}) {
      if (!tail.isEmpty() && location.contains("://") && location.endsWith(tail)) {
        return location.substring(0, location.length() - tail.length());
      }
    }
    return "the address the server is now at";
  }
}
