package dev.promoter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class KnownRoundsTest {
  private final KnownRounds known = new KnownRounds();

  @Test
  void a_round_that_is_read_again_is_kept() {
    known.read(7, report());
    assertThat(known.find(7)).isEmpty();
    known.read(7, report());
    assertThat(known.find(7)).contains(report());
  }

  @Test
  void who_reads_all_rounds_once_does_not_push_out_the_one_that_is_looked_at() {
    known.read(7, report());
    known.read(7, report());
    LongStream.range(100, 100 + 2L * KnownRounds.LIMIT).forEach(id -> known.read(id, report()));
    assertThat(known.find(7)).isPresent();
    assertThat(known.find(100)).isEmpty();
  }

  @Test
  void one_that_was_read_long_ago_is_read_in_passing_again() {
    known.read(7, report());
    LongStream.range(100, 200).forEach(id -> known.read(id, report()));
    known.read(7, report());
    assertThat(known.find(7)).isEmpty();
  }

  @Test
  void the_oldest_makes_room() {
    LongStream.range(0, KnownRounds.LIMIT + 1L)
        .forEach(
            id -> {
              known.read(id, report());
              known.read(id, report());
            });
    assertThat(known.find(0)).isEmpty();
    assertThat(known.find(KnownRounds.LIMIT)).isPresent();
  }

  private static ReleaseReport report() {
    return new ReleaseReport(
        new ReleaseName("CentOS-9/zed"),
        "zed.ini",
        "",
        List.of(),
        false,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
