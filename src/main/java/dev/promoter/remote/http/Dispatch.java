package dev.promoter.remote.http;

import java.net.URI;
import java.util.Optional;

/**
 * One sending of a request with freight.
 *
 * @param uri where to; differs from the call's own address after a redirect
 * @param authorization the header that says who asks; empty when none is sent
 */
record Dispatch(Call call, Freight freight, URI uri, Optional<Authorization> authorization) {
  String method() {
    return call.method().name();
  }

  boolean safe() {
    return call.method().safe();
  }

  /** Shows no credentials. */
  @Override
  public String toString() {
    return method() + " " + uri;
  }
}
