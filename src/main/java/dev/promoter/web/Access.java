package dev.promoter.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Says who asks, and whether that person may. */
final class Access {
  private static final String BEARER = "bearer ";
  private static final int LONGEST_TOKEN = 512;

  private final Tokens tokens;
  private final boolean readsOpen;
  private final Rates wrongTokens;

  Access(WebSettings settings, InstantSource clock) {
    this.tokens = new Tokens(new TokenFile(settings.tokens()));
    this.readsOpen = settings.readsOpen();
    this.wrongTokens = new Rates(WebSettings.Limits.WRONG_TOKENS_PER_MINUTE, clock);
  }

  /**
   * Who asks, if that person may do what the route does.
   *
   * @throws Refusal otherwise; a wrong token is refused even where none is needed
   */
  Person admit(Route route, Request.Wire wire) {
    Person person = person(route, wire);
    Role needed = readsOpen && route.role() == Role.VIEWER ? Role.NOBODY : route.role();
    if (person.role().covers(needed)) {
      return person;
    }
    if (!person.known()) {
      throw new Refusal(
          Refusal.Kind.NO_TOKEN,
          "This needs a token of role %s; send it as the header Authorization: Bearer TOKEN. An administrator makes one with promoter token add."
              .formatted(needed.word()));
    }
    throw new Refusal(
        Refusal.Kind.FORBIDDEN,
        "The token '%s' has the role %s; this needs the role %s."
            .formatted(person.name(), person.role().word(), needed.word()));
  }

  private Person person(Route route, Request.Wire wire) {
    String given = wire.headers().getOrDefault("authorization", "");
    if (!given.isEmpty()) {
      boolean bearer = given.regionMatches(true, 0, BEARER, 0, BEARER.length());
      return owner(bearer ? given.substring(BEARER.length()).strip() : "", wire.from());
    }
    return route.isPage() ? loggedIn(wire) : Person.NOBODY;
  }

  /** A browser whose token was taken away is logged out, and not locked out of the log-in. */
  private Person loggedIn(Request.Wire wire) {
    return wire.cookie(Request.TOKEN_COOKIE)
        .filter(token -> token.length() <= LONGEST_TOKEN)
        .flatMap(tokens::owner)
        .orElse(Person.NOBODY);
  }

  /**
   * Whose token this is. One in force counts however many wrong ones came from there before: many
   * people may come from one address, and tokens are too long to be guessed at any rate.
   *
   * @throws Refusal when it is nobody's, or when too many of this address were
   */
  Person owner(String token, String from) {
    Optional<Person> owner =
        token.isEmpty() || token.length() > LONGEST_TOKEN ? Optional.empty() : tokens.owner(token);
    return owner.orElseThrow(
        () -> wrongTokens.take(from).map(Access::tooMany).orElseGet(Access::wrong));
  }

  private static Refusal tooMany(Duration wait) {
    return new Refusal(
        Refusal.Kind.TOO_MANY,
        "Too many wrong tokens came from this address, and this is another one; try again in a minute.",
        Map.of("Retry-After", Long.toString(wait.toSeconds() + 1)));
  }

  private static Refusal wrong() {
    return new Refusal(
        Refusal.Kind.NO_TOKEN,
        "The token is not one of those in force; it may have been taken away.");
  }
}
