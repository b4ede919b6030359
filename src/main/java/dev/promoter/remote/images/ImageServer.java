package dev.promoter.remote.images;

import dev.promoter.domain.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * One {@code [image_server NAME]}.
 *
 * @param name as the section has it; empty for this machine without a section
 * @param host empty for this machine
 * @param port of SSH
 * @param user who logs in; empty for this machine
 * @param keyFile the private key; empty when only a password is used
 * @param passphraseSecret opens the private key; empty when it needs none
 * @param passwordSecret the password of the user; empty when only a key is used
 * @param knownHosts the file of trusted host keys
 * @param root the directory above those of the distributions
 * @param relativeLinks whether links name their directory without its path
 * @param connectTimeout for connection and login, each
 * @param answerTimeout for each answer
 */
record ImageServer(
    String name,
    String host,
    int port,
    String user,
    String keyFile,
    String passphraseSecret,
    String passwordSecret,
    String knownHosts,
    String root,
    boolean relativeLinks,
    Duration connectTimeout,
    Duration answerTimeout) {
  static final String SECTION = "image_server";

  /** The server of this name among those of a release; empty when it has no such section. */
  static Optional<ImageServer> of(Settings settings, String name) {
    return settings.section(SECTION, name).map(section -> read(name, section));
  }

  /** A directory of this machine. */
  static ImageServer local(String root) {
    return new ImageServer(
        "", "", 0, "", "", "", "", "", root, false, Duration.ofSeconds(10), Duration.ofMinutes(1));
  }

  private static ImageServer read(String name, Settings section) {
    return new ImageServer(
        name,
        section.find("host").orElse(""),
        Integer.parseInt(section.find("port").orElse("22")),
        section.find("user").orElse(""),
        section.find("key_file").orElse(""),
        section.find("passphrase_secret").orElse(""),
        section.find("password_secret").orElse(""),
        section.find("known_hosts").orElse(""),
        section.get("root"),
        section.find("link_style").orElse("absolute").equals("relative"),
        Duration.parse(section.find("connect_timeout").orElse("PT10S")),
        Duration.parse(section.find("answer_timeout").orElse("PT1M")));
  }

  ImageServer withRoot(String other) {
    return new ImageServer(
        name,
        host,
        port,
        user,
        keyFile,
        passphraseSecret,
        passwordSecret,
        knownHosts,
        other,
        relativeLinks,
        connectTimeout,
        answerTimeout);
  }

  boolean remote() {
    return !host.isEmpty();
  }

  /** How sentences call it. */
  String title() {
    String where = remote() ? host + (port == 22 ? "" : ":" + port) : "this machine";
    return name.isEmpty() ? where : "image server %s (%s)".formatted(name, where);
  }
}
