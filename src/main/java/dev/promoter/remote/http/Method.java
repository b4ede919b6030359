package dev.promoter.remote.http;

/** The request methods in use. */
public enum Method {
  GET(true),
  HEAD(true),
  POST(false),
  PUT(false),
  PATCH(false),
  DELETE(false);

  private final boolean safe;

  Method(boolean safe) {
    this.safe = safe;
  }

  /**
   * Whether the request changes nothing at the server (RFC 9110, section 9.2.1): only such requests
   * are sent again after a fault, and only such are sent in a dry run.
   */
  public boolean safe() {
    return safe;
  }
}
