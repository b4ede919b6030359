package dev.promoter.remote.jenkins;

import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.JsonBody;
import dev.promoter.remote.http.JsonFields;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a write must carry so that Jenkins knows it comes from the session that asked: a header, and
 * with a password the cookie of that very session (contract ceph.md section 5).
 */
final class Crumb {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
  private static final Pattern VALUE = Pattern.compile("[!-~]+");

  private Crumb() {}

  /**
   * The headers to send with a write; none where crumbs are off, or not given to this user.
   *
   * @param call asks for the crumb
   */
  static Map<String, String> headers(Http http, Call call) {
    Answer answer = http.exchange(call);
    if (answer.status() == 404 || answer.status() == 403) {
      return Map.of(); // off; or with an API token, which needs none: the write itself will tell
    }
    if (!answer.successful()) {
      throw Http.fault(call, answer);
    }
    JsonFields crumb = JsonBody.object(call, answer);
    String name = crumb.text("crumbRequestField");
    String value = crumb.text("crumb");
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw crumb.fault("the crumb cannot be sent as a header");
    }
    Map<String, String> headers = new HashMap<>(Map.of(name, value));
    answer
        .header("Set-Cookie")
        .map(Crumb::cookies)
        .filter(cookies -> !cookies.isEmpty())
        .ifPresent(cookies -> headers.put("Cookie", cookies));
    return headers;
  }

  /** The names and values of what was set, as a browser would send them back. */
  static String cookies(String set) {
    return set.lines()
        .map(line -> line.replaceAll(";.*", "").strip())
        .filter(pair -> pair.indexOf('=') > 0 && pair.chars().allMatch(c -> c >= ' ' && c < 127))
        .collect(Collectors.joining("; "));
  }
}
