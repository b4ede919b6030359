package dev.promoter.web;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is asked, by whom and from where; everything in it is of bounded size. */
public final class Request {
  private final Route route;
  private final Wire wire;
  private final Person person;
  private final byte[] body;

  Request(Route route, Wire wire, Person person, byte[] body) {
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
      boolean secure) {}

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

  /** A header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(wire.headers().get(name.toLowerCase(Locale.ROOT)));
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
    return new Caller(person.name(), person.role().word(), wire.from(), Channel.API);
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
