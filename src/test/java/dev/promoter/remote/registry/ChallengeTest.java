package dev.promoter.remote.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  private static List<Challenge> parse(String... values) {
    return Challenge.parse(List.of(values));
  }

  @Test
  void a_challenge_has_a_scheme_and_parameters() {
    assertThat(parse("Bearer realm=\"https://a/token\",service=\"s\", scope=\"repository:x:pull\""))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of("realm", "https://a/token", "service", "s", "scope", "repository:x:pull")));
  }

  @Test
  void several_scopes_have_blanks_between_them() {
    Challenge challenge =
        parse("Bearer realm=\"r\",scope=\"repository:x:pull,push  repository:y:pull\"").get(0);

    assertThat(challenge.scope().orElseThrow().parts())
        .containsExactly("repository:x:pull,push", "repository:y:pull");
  }

  @Test
  void several_challenges_stand_in_one_header_or_in_several() {
    assertThat(parse("Basic realm=\"a, b\", Bearer realm=c")).hasSize(2);
    assertThat(parse("Negotiate", "Basic realm=x"))
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "basic");
  }

  @Test
  void quotes_and_cases_are_understood() {
    assertThat(parse("BASIC Realm=\"say \\\"x\\\"\"").get(0).parameter("realm"))
        .contains("say \"x\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",,,", "=", "\"", "Bearer realm=\"unclosed", "a=b", "\u0000"})
  void what_cannot_be_read_is_no_challenge_with_parameters(String value) {
    assertThat(parse(value)).allMatch(challenge -> challenge.parameters().isEmpty());
  }
}
