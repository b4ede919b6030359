package dev.promoter.web;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the server is reached and what it allows.
 *
 * @param host the address it listens on
 * @param port its port; 0 for any that is free
 * @param readsOpen whether somebody without a token may look
 * @param tokens the file of tokens; need not exist
 * @param proxies whose word about the client's address is taken
 * @param tls how connections are encrypted; empty for plain HTTP
 * @param limits what is refused for its size or number
 */
public record WebSettings(
    String host,
    int port,
    boolean readsOpen,
    Path tokens,
    Proxies proxies,
    Optional<Tls> tls,
    Limits limits) {
  /**
   * What is refused for its size or number.
   *
   * @param bodyBytes longest body
   * @param requestsPerMinute from one address; those of this machine are not counted
   * @param requestsAtOnce from everybody together
   */
  public record Limits(int bodyBytes, int requestsPerMinute, int requestsAtOnce) {
    /** Longest request line with all headers; longer ones are attacks or mistakes. */
    static final int HEADER_BYTES = 16 * 1024;

    /** Wrong tokens from one address, also from this machine. */
    static final int WRONG_TOKENS_PER_MINUTE = 20;
  }
}
