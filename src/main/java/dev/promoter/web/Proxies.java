package dev.promoter.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The proxies in front of the server. Only what they say about a client is believed, and of the
 * addresses they name the last one that is no proxy: whatever stands before it the client may have
 * written itself.
 *
 * @param networks theirs; empty when there is none
 */
public record Proxies(List<Network> networks) {
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public Proxies {
    networks = List.copyOf(networks);
  }

  /**
   * Those of these addresses.
   *
   * @param texts each an address, or a network as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException with a sentence when one is neither
   */
  public static Proxies of(List<String> texts) {
    return new Proxies(texts.stream().map(Network::parse).toList());
  }

  /** Where the client really is, and whether its connection is encrypted. */
  Origin origin(String peer, boolean secure, Map<String, String> headers) {
    if (!trusted(peer)) {
      return new Origin(peer, secure);
    }
    List<String> path = new ArrayList<>();
    for (String one : headers.getOrDefault("x-forwarded-for", "").split(",", -1)) {
      if (NUMERIC.matcher(one.strip()).matches()) {
        path.add(one.strip());
      }
    }
    String client = peer;
    for (int at = path.size() - 1; at >= 0 && trusted(client); at--) {
      client = path.get(at);
    }
    String scheme = headers.getOrDefault("x-forwarded-proto", secure ? "https" : "http");
    return new Origin(client, scheme.equalsIgnoreCase("https"));
  }

  private boolean trusted(String address) {
    return !networks.isEmpty()
        && bytes(address).length > 0
        && networks.stream().anyMatch(network -> network.holds(bytes(address)));
  }

  /** Never asks a name server. */
  private static byte[] bytes(String address) {
    try {
      return NUMERIC.matcher(address).matches()
          ? InetAddress.getByName(address).getAddress()
          : new byte[0];
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }

  /** Where a request comes from. */
  record Origin(String address, boolean secure) {}

  /**
   * Neighbouring addresses.
   *
   * @param first one of them, in hexadecimal digits
   * @param bits how many bits at the beginning they share
   */
  public record Network(String first, int bits) {
    static Network parse(String text) {
      String[] parts = text.split("/", -1);
      byte[] address = bytes(parts[0]);
      boolean plain = parts.length == 1;
      boolean form = plain || (parts.length == 2 && parts[1].matches("\\d{1,3}"));
      if (address.length == 0 || !form) {
        throw new IllegalArgumentException(
            "'" + text + "' is neither an address nor a network such as 10.0.0.0/8");
      }
      int bits = plain ? address.length * 8 : Integer.parseInt(parts[1]);
      if (bits > address.length * 8) {
        throw new IllegalArgumentException("'" + text + "' says more bits than an address has");
      }
      return new Network(HexFormat.of().formatHex(address), bits);
    }

    boolean holds(byte[] address) {
      byte[] mine = HexFormat.of().parseHex(first);
      if (mine.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
