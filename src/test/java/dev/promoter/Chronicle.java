package dev.promoter;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.store.FolderException;
import dev.promoter.sandbox.Request;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator and everybody outside sees of a release of Ceph, round after round: one text to
 * be read from above to below. What depends on ports, directories and commits has a name instead.
 */
final class Chronicle {
  private static final List<String> TOLD =
      List.of("outcome", "promoted", "previous", "overall", "reason");

  /** Of the content of a block, in which the names stand for something else. */
  private static final Pattern FINGERPRINT =
      Pattern.compile("(promoter:begin \\S+ \\S+ \\S+ )[0-9a-f]{16}");

  private final ActingStage acts;
  private final GreenMailExtension mail;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private int round;
  private int calls;
  private String described = "";

  Chronicle(ActingStage acts, GreenMailExtension mail) {
    this.acts = acts;
    this.mail = mail;
  }

  /** From now on one text stands for another. */
  Chronicle naming(String actual, String name) {
    names.put(actual, name);
    return this;
  }

  /** Has one round after something has happened; the title says what. */
  void round(String title) throws FolderException, IOException, MessagingException {
    acts.ceph.jenkins.forgetRequests();
    JsonNode target = acts.round();
    text.append("== %d. %s\n".formatted(++round, title)).append("told:\n");
    TOLD.forEach(field -> line(field + " = " + target.path(field).asText("-")));
    Ran.all(target.path("suites")).forEach(suite -> line("suite " + suite));
    Ran.all(target.path("ignored_runs")).forEach(run -> line("ignored " + run));
    Ran.all(target.path("effects")).forEach(effect -> line("effect " + effect));
    part("sent to Jenkins", orders());
    part("calls of teuthology-suite", freshCalls());
    part("description of the tracker issue", description());
    part("mail", freshMail());
    text.append('\n');
  }

  /** Something that stands in the end. */
  void end(String title, String content) {
    text.append("== ").append(title).append('\n').append(content);
  }

  String text() {
    String settled = text.toString().replace("\r\n", "\n");
    for (Map.Entry<String, String> name : names.entrySet()) {
      settled = settled.replace(name.getKey(), name.getValue());
    }
    return FINGERPRINT.matcher(settled).replaceAll("$1<fingerprint>").replaceAll("(?m) +$", "");
  }

  private List<String> orders() {
    return acts.ceph.jenkins.requests().stream()
        .filter(Request::writes)
        .flatMap(request -> Stream.concat(Stream.of(asked(request)), parameters(request)))
        .toList();
  }

  private static String asked(Request request) {
    return request.method() + " " + request.target();
  }

  /** Their order in a form has no meaning. */
  private static Stream<String> parameters(Request request) {
    return Stream.of(request.body().split("&")).sorted().map(parameter -> "| " + parameter);
  }

  private List<String> freshCalls() {
    List<String> all = acts.calls();
    List<String> fresh = all.subList(calls, all.size());
    calls = all.size();
    return fresh;
  }

  private List<String> description() {
    String now = acts.description();
    if (now.equals(described)) {
      return List.of("unchanged");
    }
    described = now;
    return now.lines().toList();
  }

  /** Each recipient has a letter of his own; which is sent first is left to chance. */
  private List<String> freshMail() throws FolderException, IOException, MessagingException {
    List<String> letters = new ArrayList<>();
    for (MimeMessage letter : mail.getReceivedMessages()) {
      letters.add(
          "to %s: %s\n%s"
              .formatted(letter.getHeader("To", ","), letter.getSubject(), body(letter)));
    }
    mail.purgeEmailFromAllMailboxes();
    return letters.stream().sorted().flatMap(String::lines).toList();
  }

  private static String body(MimeMessage letter) throws IOException, MessagingException {
    return letter
        .getContent()
        .toString()
        .lines()
        .map(line -> "| " + line)
        .collect(Collectors.joining("\n"));
  }

  private void part(String title, List<String> lines) {
    if (lines.isEmpty()) {
      text.append(title).append(": none\n");
    } else {
      text.append(title).append(":\n");
      lines.forEach(this::line);
    }
  }

  private void line(String line) {
    text.append("  ").append(line).append('\n');
  }
}
