package dev.promoter.cli;

import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Who runs this command line, and on which host: what the audit keeps beside the typed name. */
public final class Here {
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  private Here() {}

  /**
   * The caller of a command.
   *
   * @param name as typed; empty for the user of the host
   */
  static Caller caller(String name, Map<String, String> environment) {
    return new Caller(
        name.isEmpty() ? person(environment) : name, "", user(environment), Channel.COMMAND_LINE);
  }

  /** The user of the host, and the host; who became somebody else with sudo is named first. */
  public static String user(Map<String, String> environment) {
    String process = System.getProperty("user.name");
    String user = person(environment);
    return user + "@" + host(environment) + (user.equals(process) ? "" : " as " + process);
  }

  private static String person(Map<String, String> environment) {
    return environment.getOrDefault("SUDO_USER", System.getProperty("user.name"));
  }

  /** The name of the host, without asking a name server: that may take longer than the command. */
  public static String host(Map<String, String> environment) {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException e) {
      return environment.getOrDefault("HOSTNAME", "this host");
    }
  }
}
