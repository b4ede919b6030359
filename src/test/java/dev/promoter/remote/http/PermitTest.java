package dev.promoter.remote.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.engine.RemoteException;
import dev.promoter.sandbox.DlrnServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermitTest {
  private final DlrnServer server = DlrnServer.start(0);
  private Optional<String> objection = Optional.of("this node has lost master");
  private final HttpPool pool =
      new HttpPool(HttpSettings.standard(), Watcher.NOBODY, () -> objection);
  private final Http http = pool.client(Optional.empty());

  @AfterEach
  void end() {
    pool.close();
    server.close();
  }

  @Test
  void without_a_permit_nothing_is_sent_that_may_change_something() {
    assertThatThrownBy(() -> http.exchange(call(Method.POST)))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("this node has lost master; nothing was sent")
        .satisfies(fault -> assertThat(((RemoteException) fault).retryable()).isTrue());
    assertThatThrownBy(
            () -> http.stream(call(Method.PUT), Freight.none(), answer -> answer.status()))
        .isInstanceOf(RemoteException.class);
    assertThat(server.requests()).isEmpty();

    objection = Optional.empty();
    http.exchange(call(Method.POST));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void reading_needs_none() {
    http.exchange(call(Method.GET)); // whatever it answers
    assertThat(server.requests()).hasSize(1);
  }

  private Call call(Method method) {
    return Call.of("DLRN", "move", method, URI.create(server.address() + "/api/promote"));
  }
}
