package dev.promoter.remote.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.promoter.domain.Secret;
import dev.promoter.engine.Courier;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.HttpPool;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Posts letters to chat rooms, in the form that Mattermost, Slack and their likes take. The address
 * of a room is a secret: no message shows any part of it. What the server refuses because of the
 * letter is given up; everything else may be put right by a person and is tried again.
 */
public final class WebhookCourier implements Courier {
  /** The name of the channel. */
  public static final String CHANNEL = "webhook";

  private static final String SYSTEM = "webhook";
  private static final int LONGEST = 12_000;
  private static final int MOST_BYTES = 64 * 1024;

  /** The letter is at fault, and no other attempt will change that. */
  private static final Set<Integer> FOR_GOOD = Set.of(400, 413, 422);

  private final Map<String, Room> rooms;
  private final HttpPool http;
  private final Secrets secrets;

  /** A courier to these rooms; an address is read at each letter. */
  public WebhookCourier(List<Room> rooms, HttpPool http, Secrets secrets) {
    this.rooms = rooms.stream().collect(Collectors.toMap(Room::name, Function.identity()));
    this.http = http;
    this.secrets = secrets;
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void deliver(Letter letter) {
    Room room =
        Optional.ofNullable(rooms.get(letter.to()))
            .orElseThrow(
                () ->
                    RemoteException.of(
                        SYSTEM,
                        "post to " + letter.to(),
                        "POST",
                        "no section [notify " + letter.to() + "] of kind webhook is in force",
                        0,
                        true));
    Call call = Call.post(SYSTEM, "post to " + room.name(), address(room), json(letter));
    Answer answer;
    try {
      answer = http.client(room.caBundle()).exchange(call.atMost(MOST_BYTES));
    } catch (RemoteException e) { // its sentence holds the address
      String told = e.status() == 0 ? "there was no answer" : "the server answered " + e.status();
      throw fault(room, told + ", or the connection was not trusted", e.status(), true);
    }
    if (!answer.successful()) {
      int status = answer.status();
      String advice = status == 404 || status == 403 || status == 410 ? "; is it still valid?" : "";
      throw fault(
          room, "the server answered " + status + advice, status, !FOR_GOOD.contains(status));
    }
  }

  private URI address(Room room) {
    Secret secret =
        secrets
            .find(room.secret())
            .filter(found -> !found.reveal().isBlank())
            .orElseThrow(
                () ->
                    fault(room, "the secret is neither in a file nor in the environment", 0, true));
    try {
      URI uri = new URI(secret.reveal().strip());
      boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
      if (plain && Set.of("https", "http").contains(String.valueOf(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // the exception holds the address
    }
    throw fault(room, "the secret does not hold an address like https://host/path", 0, true);
  }

  private static RemoteException fault(Room room, String reason, int status, boolean retryable) {
    return RemoteException.of(
        SYSTEM,
        "post to " + room.name(),
        "POST to the address in the secret " + room.secret(),
        reason,
        status,
        retryable);
  }

  private static String json(Letter letter) {
    String text = escaped("*" + letter.subject() + "*\n" + letter.text());
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n...";
    return JsonNodeFactory.instance.objectNode().put("text", shown).toString();
  }

  /** Names and reasons come from people: they must neither call a whole room nor forge a link. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("@(?=(all|channel|here|everyone)\\b)", "@\u200b");
  }
}
