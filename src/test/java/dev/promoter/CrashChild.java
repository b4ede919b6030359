package dev.promoter;

import dev.promoter.engine.Journal;
import dev.promoter.sandbox.DlrnBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A process that does one round as the installed program does, and stops before and after every
 * journal write: it prints where it is and waits for a line of input, or for SIGKILL.
 */
final class CrashChild {
  /** What every announcement of a journal write has in it, and nothing else. */
  static final String JOURNAL = "journal.";

  private static final Set<String> READS = Set.of("unfinished", "standing", "lastDone");

  private final BufferedReader parent =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private CrashChild() {}

  /**
   * Takes the configuration directory, the state directory and the file for what is printed, then
   * more variables of the environment, each {@code NAME=VALUE}.
   */
  public static void main(String[] arguments) throws IOException {
    CrashChild child = new CrashChild();
    child.stopAt("start");
    int code;
    try (PrintStream out = new PrintStream(arguments[2], StandardCharsets.UTF_8)) {
      code =
          Promoter.run(
              once(arguments[0], arguments[1]),
              new Outside(
                  environment(List.of(arguments).subList(3, arguments.length)),
                  InstantSource.system(),
                  out,
                  child::watched));
    }
    System.exit(code);
  }

  /** The command line of one round. */
  static String[] once(String config, String state) {
    return new String[] {"once", "--config", config, "--state", state};
  }

  private static Map<String, String> environment(List<String> more) {
    Map<String, String> all = new HashMap<>(environment());
    for (String pair : more) {
      int sign = pair.indexOf('=');
      all.put(pair.substring(0, sign), pair.substring(sign + 1));
    }
    return all;
  }

  static Map<String, String> environment() {
    return Map.of("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD, "LOG_LEVEL", "ERROR");
  }

  /** A proxy, so that a write that is added to the port is a boundary without a word here. */
  private Journal watched(Journal journal) {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> between(journal, method, arguments));
  }

  private Object between(Journal journal, Method method, Object[] arguments) throws Throwable {
    try {
      if (method.getName().equals("under")) {
        return watched((Journal) method.invoke(journal, arguments));
      }
      if (READS.contains(method.getName())) {
        return method.invoke(journal, arguments);
      }
      stopAt("before " + JOURNAL + method.getName());
      Object result = method.invoke(journal, arguments);
      stopAt("after " + JOURNAL + method.getName());
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void stopAt(String place) {
    System.out.println(place);
    try {
      if (parent.readLine() == null) {
        Runtime.getRuntime().halt(3); // the parent is gone
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
