package dev.promoter.remote.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemConfigurator;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server in this process, which a test can make fail at any request. */
public final class SftpServer implements AutoCloseable {
  static {
    Ed25519.register();
  }

  public static final String USER = "uploader";
  public static final String PASSWORD = "pa55-of-the-uploader";

  /** When a request is lost: the connection is gone either way. */
  public enum Cut {
    BEFORE_THE_EFFECT,
    AFTER_THE_EFFECT
  }

  private final SshServer server = SshServer.setUpDefaultServer();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile BiPredicate<String, Cut> watch = (request, side) -> false;
  private volatile int cutAt;
  private volatile Cut cut = Cut.BEFORE_THE_EFFECT;
  private volatile Predicate<String> full = type -> false;
  private volatile boolean expired;
  private volatile PublicKey accepted = keyPair("EC").getPublic();

  /** A server with these host keys; it listens once it is started. */
  public SftpServer(KeyPair... hostKeys) {
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
    server.setPasswordAuthenticator(
        (user, password, session) -> {
          if (expired) {
            throw new PasswordChangeRequiredException("expired", "change it", "en");
          }
          return user.equals(USER) && password.equals(PASSWORD);
        });
    server.setPublickeyAuthenticator(
        (user, key, session) -> user.equals(USER) && KeyUtils.compareKeys(key, accepted));
    // As OpenSSH speaks it; a test may ask for more.
    SftpModuleProperties.SFTP_VERSION.set(server, 3);
    server.setSubsystemFactories(List.of(new Factory()));
    server.addSessionListener(
        new org.apache.sshd.common.session.SessionListener() {
          @Override
          public void sessionCreated(org.apache.sshd.common.session.Session session) {
            logins.incrementAndGet();
          }
        });
  }

  /** A new pair: EC, RSA or Ed25519. */
  public static KeyPair keyPair(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (algorithm.equals("RSA")) {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Listens on a port of the loopback address. */
  public SftpServer start() throws IOException {
    server.start();
    return this;
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  SshServer raw() {
    return server;
  }

  /** A line of known_hosts for a key. */
  public String knownHost(KeyPair pair) {
    return "[127.0.0.1]:%d %s".formatted(port(), PublicKeyEntry.toString(pair.getPublic()));
  }

  /** The section of this server, with a password and these lines as known_hosts. */
  Map<String, String> section(Path root, Path scratch, String... knownHosts) throws IOException {
    Path file = scratch.resolve("known_hosts");
    Files.writeString(file, String.join("\n", knownHosts) + "\n", StandardCharsets.UTF_8);
    return Map.of(
        "root",
        root.toString(),
        "host",
        "127.0.0.1",
        "port",
        Integer.toString(port()),
        "user",
        USER,
        "password_secret",
        "UPLOADER_PASSWORD",
        "known_hosts",
        file.toString(),
        "connect_timeout",
        "PT5S",
        "answer_timeout",
        "PT5S");
  }

  /** The n-th request from now on loses its connection; 0 for none. */
  void cutAt(int request, Cut how) {
    count.set(0);
    cut = how;
    cutAt = request;
  }

  int requests() {
    return count.get();
  }

  int logins() {
    return logins.get();
  }

  /** The kinds of requests so far, in small letters. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  /** Requests of these kinds find a full disk. */
  public void diskFull(Predicate<String> requests) {
    full = requests;
  }

  /** From now on nobody gets in with the password, or again. */
  public void passwordExpired(boolean now) {
    expired = now;
  }

  /**
   * Asked about every request, before its effect and before its answer; true ends the connection.
   */
  public void watch(BiPredicate<String, Cut> strikes) {
    watch = strikes;
  }

  /** The user may log in with this key alone, or with the password. */
  public void accept(PublicKey key) {
    accepted = key;
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  private final class Factory extends SftpSubsystemFactory {
    @Override
    public Command createSubsystem(ChannelSession channel) throws IOException {
      return new Subsystem(channel, this);
    }
  }

  private final class Subsystem extends SftpSubsystem {
    private volatile boolean mute;
    private volatile String inHand = "";

    Subsystem(ChannelSession channel, SftpSubsystemConfigurator configurator) {
      super(channel, configurator);
    }

    @Override
    protected void doProcess(Buffer buffer, int length, int type, int id) throws IOException {
      int number = count.incrementAndGet();
      String name = String.valueOf(SftpConstants.getCommandMessageName(type));
      inHand = name.replaceFirst("^SSH_FXP_", "").toLowerCase(Locale.ROOT);
      seen.add(inHand);
      if (watch.test(inHand, Cut.BEFORE_THE_EFFECT)) {
        mute = true;
        getServerSession().close(true);
        return;
      }
      if (number == cutAt) {
        mute = true;
        if (cut == Cut.AFTER_THE_EFFECT) {
          super.doProcess(buffer, length, type, id);
        }
        getServerSession().close(true);
        return;
      }
      if (full.test(inHand)) {
        sendStatus(
            prepareReply(buffer),
            id,
            new FileSystemException("x", null, "No space left on device"),
            type);
        return;
      }
      super.doProcess(buffer, length, type, id);
    }

    @Override
    protected void send(Buffer buffer) throws IOException {
      if (!mute && watch.test(inHand, Cut.AFTER_THE_EFFECT)) {
        mute = true;
        getServerSession().close(true);
      }
      if (!mute) {
        super.send(buffer);
      }
    }
  }
}
