package dev.promoter.remote.dlrn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.CommitHash;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The name of a build's directory, against the sentence of the contract read word by word. */
class FullHashPropertyTest {
  @Provide
  Arbitrary<String> hash() {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(40);
  }

  @Provide
  Arbitrary<String> extended() {
    Arbitrary<String> pair = Combinators.combine(hash(), hash()).as((one, two) -> one + "_" + two);
    Arbitrary<String> token =
        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(48);
    return Arbitraries.oneOf(Arbitraries.just(""), pair, token);
  }

  @Property
  void a_full_hash_begins_each_part_with_its_first_eight_characters(
      @ForAll("hash") String commit,
      @ForAll("hash") String distro,
      @ForAll("extended") String extended) {
    StringBuilder expected = new StringBuilder(commit).append('_').append(distro, 0, 8);
    if (!extended.isEmpty()) {
      for (String half : extended.split("_", -1)) {
        expected.append('_').append(half, 0, Math.min(8, half.length()));
      }
    }

    assertThat(new CommitHash(commit, distro, extended).full()).isEqualTo(expected.toString());
  }
}
