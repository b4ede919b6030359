package dev.promoter.remote.images;

import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClientFactory;

/**
 * Logs in to one SFTP server. Uses what the section of the server says and nothing beside it: no
 * agent, no keys or settings of the user the program runs as.
 */
final class SshLogin {
  static {
    Ed25519.register();
  }

  private final ImageServer server;
  private final Secrets secrets;
  private final AtomicBoolean passwordExpired = new AtomicBoolean();
  private volatile String hostKeyFault = "";

  SshLogin(ImageServer server, Secrets secrets) {
    this.server = server;
    this.secrets = secrets;
  }

  /**
   * Logs in.
   *
   * @throws RemoteException when that is not possible
   */
  Disk open() {
    KnownHosts known = knownHosts();
    Optional<KeyPair> key = key();
    Optional<Secret> password = password();
    SshClient client = client(known);
    try {
      client.start();
      ClientSession session =
          client
              .connect(server.user(), server.host(), server.port())
              .verify(server.connectTimeout())
              .getSession();
      // A connection that ends, for whatever reason, takes the threads of its client with it.
      session.addCloseFutureListener(closed -> client.close(true));
      key.ifPresent(session::addPublicKeyIdentity);
      password.ifPresent(secret -> session.addPasswordIdentity(secret.reveal()));
      session.auth().verify(server.connectTimeout());
      return new SftpDisk(
          SftpClientFactory.instance().createSftpClient(session), () -> client.close(true));
    } catch (IOException e) {
      client.close(true);
      throw failed(e);
    } catch (RuntimeException e) {
      client.close(true);
      throw e;
    }
  }

  private SshClient client(KnownHosts known) {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setSignatureFactories(preferring(known.keyTypes(), client.getSignatureFactories()));
    client.setServerKeyVerifier(
        (session, address, key) -> {
          Optional<String> fault = known.fault(key);
          fault.ifPresent(sentence -> hostKeyFault = sentence);
          return fault.isEmpty();
        });
    client.setUserInteraction(new Silence(passwordExpired));
    CoreModuleProperties.NIO_WORKERS.set(client, 1);
    // The library waits for an answer as long as a connection may be idle.
    CoreModuleProperties.IDLE_TIMEOUT.set(client, server.answerTimeout());
    CoreModuleProperties.AUTH_TIMEOUT.set(client, server.connectTimeout());
    SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, server.connectTimeout());
    return client;
  }

  /** A server with several host keys must show one of those that are known. */
  private static List<NamedFactory<Signature>> preferring(
      Set<String> known, List<NamedFactory<Signature>> all) {
    List<NamedFactory<Signature>> ordered = new ArrayList<>(all);
    ordered.sort(Comparator.comparing(factory -> !known.contains(keyType(factory.getName()))));
    return ordered;
  }

  private static String keyType(String signature) {
    return signature.startsWith("rsa-sha2-") && !signature.contains("cert") ? "ssh-rsa" : signature;
  }

  private KnownHosts knownHosts() {
    try {
      return KnownHosts.read(server);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Secret> password() {
    if (server.passwordSecret().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(secret(server.passwordSecret()));
  }

  private Secret secret(String name) {
    return secrets
        .find(name)
        .orElseThrow(() -> refused("there is no secret %s; give it".formatted(name)));
  }

  private Optional<KeyPair> key() {
    if (server.keyFile().isEmpty()) {
      return Optional.empty();
    }
    FilePasswordProvider passphrase =
        server.passphraseSecret().isEmpty()
            ? FilePasswordProvider.EMPTY
            : FilePasswordProvider.of(secret(server.passphraseSecret()).reveal());
    Path file = Path.of(server.keyFile());
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, passphrase);
      if (pairs != null && pairs.iterator().hasNext()) {
        return Optional.of(pairs.iterator().next());
      }
      throw refused("the file %s holds no private key".formatted(file));
    } catch (NoSuchFileException e) {
      throw refused("there is no file %s with the private key".formatted(file));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      if (e instanceof RemoteException known) {
        throw known;
      }
      // The cause may quote the file, so it is not shown.
      throw refused(
          "the private key %s cannot be read: look at its rights, its format (OpenSSH or PEM), and whether passphrase_secret opens it"
              .formatted(file));
    }
  }

  private RemoteException failed(IOException e) {
    if (!hostKeyFault.isEmpty()) {
      return refused(hostKeyFault);
    }
    if (passwordExpired.get()) {
      return refused(
          "the password of %s has expired: change it on the server, then the secret %s"
              .formatted(server.user(), server.passwordSecret()));
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("No more authentication methods available")) {
      return refused(
          "the server accepts neither of what there is for %s: %s"
              .formatted(server.user(), credentials()));
    }
    DiskFault fault = DiskFault.of(e);
    return fault(fault.reason(), fault.passing());
  }

  private String credentials() {
    List<String> all = new ArrayList<>();
    if (!server.keyFile().isEmpty()) {
      all.add("the key " + server.keyFile());
    }
    if (!server.passwordSecret().isEmpty()) {
      all.add("the password in the secret " + server.passwordSecret());
    }
    return String.join(", ", all);
  }

  private RemoteException refused(String reason) {
    return fault(reason, false);
  }

  private RemoteException fault(String reason, boolean passing) {
    return RemoteException.of(
        server.title(),
        "log in",
        "sftp://%s@%s:%d".formatted(server.user(), server.host(), server.port()),
        reason,
        0,
        passing);
  }

  /** Nobody sits there to answer questions; one of them tells that a password has expired. */
  private record Silence(AtomicBoolean passwordExpired) implements UserInteraction {
    @Override
    public boolean isInteractionAllowed(ClientSession session) {
      return true;
    }

    @Override
    public String[] interactive(
        ClientSession session,
        String name,
        String instruction,
        String lang,
        String[] prompt,
        boolean[] echo) {
      return new String[0];
    }

    @Override
    public String getUpdatedPassword(ClientSession session, String prompt, String lang) {
      passwordExpired.set(true);
      return "";
    }
  }
}
