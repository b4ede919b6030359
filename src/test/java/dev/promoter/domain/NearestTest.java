package dev.promoter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "a, xyz, 3",
    "kitten, sitting, 3"
  })
  void distance_counts_typing_mistakes(String a, String b, int mistakes) {
    assertThat(Nearest.distance(a, b)).isEqualTo(mistakes);
    assertThat(Nearest.distance(b, a)).isEqualTo(mistakes);
  }

  @Test
  void case_and_dashes_do_not_count() {
    assertThat(Nearest.to("DRY-RUN", List.of("release", "dry_run"))).hasValue("dry_run");
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }
}
