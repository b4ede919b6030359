package dev.promoter.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Chromium, driven by the W3C WebDriver protocol of Debian's chromedriver. A step that
 * fails says what the driver said.
 */
public final class Browser implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  private static final int PATIENCE_MILLIS = 10_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, boolean script) throws IOException {
    this.driver = driver;
    String server = "http://127.0.0.1:" + port(driver);
    JsonNode begun = call("POST", server + "/session", capabilities(script));
    this.session = server + "/session/" + begun.path("sessionId").asText();
    ObjectNode timeouts = NODES.objectNode();
    timeouts.put("implicit", PATIENCE_MILLIS).put("script", 4 * PATIENCE_MILLIS);
    post("/timeouts", timeouts);
  }

  /**
   * Starts a browser. Where it is absent the test is skipped, or fails if it must not be.
   *
   * @param script whether pages may run scripts
   */
  public static Browser start(boolean script) {
    Program.needed("chromium", "chromium");
    Path program = Program.needed("chromedriver", "chromium-driver").path();
    try {
      Process driver =
          new ProcessBuilder(program.toString(), "--port=0").redirectErrorStream(true).start();
      return new Browser(driver, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(Process driver) throws IOException {
    BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher matcher = PORT.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("chromedriver ended before it listened");
  }

  private static ObjectNode capabilities(boolean script) {
    ObjectNode request = NODES.objectNode();
    ObjectNode options =
        request
            .putObject("capabilities")
            .putObject("alwaysMatch")
            .put("browserName", "chrome")
            .putObject("goog:chromeOptions");
    List<String> arguments =
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion",
            "--window-size=1400,1000");
    arguments.forEach(options.withArray("args")::add);
    if (!script) {
      options.putObject("prefs").put("profile.managed_default_content_settings.javascript", 2);
    }
    return request;
  }

  /** Goes to an address. */
  public void open(String address) {
    post("/url", NODES.objectNode().put("url", address));
  }

  /** Where it is. */
  public String address() {
    return get("/url").asText();
  }

  /** The visible text of the first element that fits. */
  public String text(String css) {
    return get("/element/" + find(css) + "/text").asText();
  }

  /** How many elements fit. */
  public int count(String css) {
    ObjectNode strategy = NODES.objectNode().put("using", "css selector").put("value", css);
    return post("/elements", strategy).size();
  }

  /** Clicks the first element that fits, as a person would. */
  public void click(String css) {
    post("/element/" + find(css) + "/click", NODES.objectNode());
  }

  /** Clicks what leads to another page, and waits until that one has taken the place of this. */
  public void follow(String css) {
    leave(() -> click(css));
  }

  /** Presses keys of which the last leads to another page, and waits in the same way. */
  public void followBy(String keys) {
    leave(() -> press(keys));
  }

  private void leave(Runnable act) {
    String page = find("html");
    act.run();
    long end = System.nanoTime() + LIMIT.toNanos();
    while (shows(page)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no other page came within " + LIMIT.toSeconds() + " s");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean shows(String page) {
    try {
      return !get("/element/" + page + "/name").isMissingNode();
    } catch (AssertionError gone) {
      return false;
    }
  }

  /** Types into the first element that fits. */
  public void type(String css, String text) {
    post("/element/" + find(css) + "/value", NODES.objectNode().put("text", text));
  }

  /** Presses keys one after the other, wherever the focus is. */
  public void press(String keys) {
    ObjectNode request = NODES.objectNode();
    ObjectNode source =
        request.putArray("actions").addObject().put("type", "key").put("id", "keyboard");
    var actions = source.putArray("actions");
    keys.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              actions.addObject().put("type", "keyDown").put("value", key);
              actions.addObject().put("type", "keyUp").put("value", key);
            });
    post("/actions", request);
  }

  /** Runs a script that ends by calling its last argument. */
  public JsonNode later(String script) {
    ObjectNode request = NODES.objectNode().put("script", script);
    request.putArray("args");
    return post("/execute/async", request);
  }

  /** Runs a script and gives what it returns. */
  public JsonNode run(String script) {
    ObjectNode request = NODES.objectNode().put("script", script);
    request.putArray("args");
    return post("/execute/sync", request);
  }

  /** Pretends that the person prefers dark or light pages. */
  public void prefer(String scheme) {
    ObjectNode request = NODES.objectNode().put("cmd", "Emulation.setEmulatedMedia");
    request
        .putObject("params")
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", scheme);
    post("/goog/cdp/execute", request);
  }

  /** Makes the window as large as this. */
  public void size(int width, int height) {
    post("/window/rect", NODES.objectNode().put("width", width).put("height", height));
  }

  /** Keeps what is seen now. */
  public void photograph(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode(get("/screenshot").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first element that fits; a page that is still being read is waited for. */
  private String find(String css) {
    ObjectNode strategy = NODES.objectNode().put("using", "css selector").put("value", css);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return post("/element", strategy).path(ELEMENT).asText();
      } catch (AssertionError none) {
        if (System.nanoTime() > end || !String.valueOf(none.getMessage()).contains("no such")) {
          throw none;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  private JsonNode get(String path) {
    return call("GET", session + path, NODES.objectNode());
  }

  private JsonNode post(String path, ObjectNode body) {
    return call("POST", session + path, body);
  }

  private JsonNode call(String method, String address, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      JsonNode value = MAPPER.readTree(answer.body()).path("value");
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            method + " " + address + ": " + value.path("message").asText().lines().findFirst());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends the browser with its driver. */
  @Override
  public void close() {
    try {
      call("DELETE", session, NODES.objectNode());
    } finally {
      driver.descendants().forEach(ProcessHandle::destroy);
      driver.destroy();
    }
  }
}
