package dev.promoter.remote.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatcherTest {
  private static final URI PLACE = URI.create("https://trunk.example.org/api?secret=s3cret");

  private final List<String> seen = new ArrayList<>();
  private final Watcher watcher =
      (system, status, took) -> seen.add(system + " " + status + " " + !took.isNegative());

  @Test
  void a_watcher_learns_the_system_and_the_status_and_nothing_else() throws IOException {
    Exchange answering = (call, uri, who) -> new Answer(503, Map.of(), new byte[0]);

    Exchange.watched(answering, watcher).send(call(), PLACE, Optional.empty());

    assertThat(seen).containsExactly("DLRN 503 true");
  }

  @Test
  void a_request_without_an_answer_has_the_status_zero_and_its_fault_goes_on() {
    Exchange broken =
        (call, uri, who) -> {
          throw new IOException("cut");
        };

    assertThatThrownBy(
            () -> Exchange.watched(broken, watcher).send(call(), PLACE, Optional.empty()))
        .isInstanceOf(IOException.class);
    assertThat(seen).containsExactly("DLRN 0 true");
  }

  private static Call call() {
    return Call.get("DLRN", "read", PLACE);
  }
}
