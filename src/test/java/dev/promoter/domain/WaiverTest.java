package dev.promoter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverTest {
  @ParameterizedTest
  @CsvSource({
    "thrash*jerasure, true",
    "jerasure*thrash, false",
    "*, true",
    "RADOS, true",
    "rados/thrash$, false",
    "fixed-2 openstack}, true"
  })
  void a_pattern_is_found_anywhere_and_a_star_stands_for_any_text(String pattern, boolean found) {
    String text = "rados/thrash-erasure-code/{clusters/{fixed-2 openstack} ec=jerasure-k=2}";

    assertThat(waiver(pattern).occursIn(text)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"thrash, true", "*jerasure*, true", "*, false", "**, false", "' * ', false"})
  void a_pattern_that_is_in_every_failure_is_none(String text, boolean isOne) {
    assertThat(Waiver.isPattern(text)).isEqualTo(isOne);
  }

  private static Waiver waiver(String pattern) {
    return new Waiver(
        1,
        new ReleaseName("ceph/tentacle"),
        new LinkName("v20.1.0"),
        "rados",
        "",
        pattern,
        "ann",
        "known",
        "",
        Instant.EPOCH,
        Hold.NO_END);
  }
}
