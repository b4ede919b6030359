package dev.promoter.web;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.engine.Receipts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is asked, by whom and from where; everything in it is of bounded size. */
public final class Request {
  /** The cookie in which a browser keeps the token it is logged in with. */
  public static final String TOKEN_COOKIE = "promoter_token";

  /** The parameter by which a page makes the address of its form good for one order. */
  public static final String ONCE = "once";

  private final Route route;
  private final Wire wire;
  private final Person person;
  private final byte[] body;
  private final Function<String, Person> owners;
  private final Optional<Receipts.Keyed> keyed;

  /**
   * @param owners says whose token a text is, or throws a {@link Refusal}
   */
  Request(Route route, Wire wire, Person person, byte[] body, Function<String, Person> owners) {
    this(route, wire, person, body, owners, Optional.empty());
  }

  private Request(
      Route route,
      Wire wire,
      Person person,
      byte[] body,
      Function<String, Person> owners,
      Optional<Receipts.Keyed> keyed) {
    this.keyed = keyed;
    this.owners = owners;
    this.route = route;
    this.wire = wire;
    this.person = person;
    this.body = body;
  }

  /**
   * What came over the wire before the body.
   *
   * @param path as it was asked for, decoded
   * @param parts the parts of the path that the route leaves open
   * @param query every parameter with its values
   * @param headers by name in lower case
   * @param from the address of the client
   * @param secure whether the client's connection is encrypted
   */
  record Wire(
      String path,
      Map<String, String> parts,
      Map<String, List<String>> query,
      Map<String, String> headers,
      String from,
      boolean secure) {
    /** What a browser keeps for us under a name; empty when it keeps nothing. */
    Optional<String> cookie(String name) {
      return Arrays.stream(headers.getOrDefault("cookie", "").split(";"))
          .map(String::strip)
          .filter(one -> one.startsWith(name + "="))
          .map(one -> one.substring(name.length() + 1))
          .filter(value -> !value.isEmpty())
          .findFirst();
    }
  }

  /** The same as an order with a key. */
  Request under(Receipts.Keyed order) {
    return new Request(route, wire, person, body, owners, Optional.of(order));
  }

  /** The order that this is, if it came with a key. */
  Optional<Receipts.Keyed> keyed() {
    return keyed;
  }

  /** The route that was asked for. */
  public Route route() {
    return route;
  }

  /** The path that was asked for, decoded. */
  public String path() {
    return wire.path();
  }

  /** A part of the path that the route leaves open. */
  public String part(String name) {
    return Optional.ofNullable(wire.parts().get(name)).orElseThrow();
  }

  /**
   * A parameter behind the path; empty when it is not there or says nothing.
   *
   * @throws Refusal when it stands there twice
   */
  public Optional<String> query(String name) {
    List<String> values = wire.query().getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new Refusal(
          Refusal.Kind.INVALID, "The parameter " + name + " stands there more than once.");
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /** What was asked for with another value of one parameter, as an address below this server. */
  String with(String name, String value) {
    Map<String, String> all = new TreeMap<>();
    wire.query().forEach((key, values) -> all.put(key, values.isEmpty() ? "" : values.get(0)));
    all.put(name, value);
    return all.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&", wire.path() + "?", ""));
  }

  /** Which list is asked for, whatever part of it: the address and what chooses among entries. */
  String list() {
    Map<String, List<String>> chosen = new TreeMap<>(wire.query());
    chosen.keySet().removeAll(List.of("cursor", "limit"));
    chosen.values().removeIf(values -> values.equals(List.of("")));
    return route.path() + " " + new TreeMap<>(wire.parts()) + " " + chosen;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(wire.headers().get(name.toLowerCase(Locale.ROOT)));
  }

  /** What a browser keeps for us under a name; empty when it keeps nothing. */
  public Optional<String> cookie(String name) {
    return wire.cookie(name);
  }

  /**
   * Whose token this is.
   *
   * @throws Refusal when it is nobody's, or when too many of this address were
   */
  public Person owner(String token) {
    return owners.apply(token);
  }

  /** Where this server was asked, without a slash at the end. */
  public String base() {
    return (wire.secure() ? "https://" : "http://") + header("Host").orElse("localhost");
  }

  /** The body. */
  public byte[] body() {
    return body.clone();
  }

  /** Who asks. */
  public Person person() {
    return person;
  }

  /**
   * Who takes the responsibility: the owner of the token, never what somebody wrote.
   *
   * @throws IllegalArgumentException when nobody showed a token
   */
  public Caller caller() {
    Channel channel = route.isPage() ? Channel.PAGE : Channel.API;
    return new Caller(person.name(), person.role().word(), wire.from(), channel);
  }

  /** The address of the client. */
  public String from() {
    return wire.from();
  }

  /** Whether the client's connection is encrypted. */
  public boolean secure() {
    return wire.secure();
  }
}
