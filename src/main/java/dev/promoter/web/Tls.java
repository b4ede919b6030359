package dev.promoter.web;

import dev.promoter.domain.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the certificate and key of the server are. */
public sealed interface Tls {
  /** The password of the key in the store that {@link #load} gives. */
  Secret password();

  /**
   * The certificate and key.
   *
   * @throws CannotServe with a sentence when they cannot be used
   */
  KeyStore load();

  /**
   * A PKCS12 file.
   *
   * @param file the file
   * @param password of the file and its key
   */
  record Pkcs12(Path file, Secret password) implements Tls {
    @Override
    public KeyStore load() {
      try (InputStream in = Files.newInputStream(file)) {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(in, password.reveal().toCharArray());
        if (!KeyCheck.fits(store, password.reveal().toCharArray())) {
          throw new CannotServe(
              "the keystore "
                  + file
                  + " must hold a key, with the certificate that is of this key");
        }
        return store;
      } catch (IOException | GeneralSecurityException e) {
        throw new CannotServe(
            "the keystore " + file + " cannot be read: is it PKCS12, and is its password right?");
      }
    }
  }

  /**
   * PEM files.
   *
   * @param certificate the certificate of the server, then those between it and the authority
   * @param key its private key, not encrypted
   */
  record Pem(Path certificate, Path key) implements Tls {
    private static final Pattern KEY =
        Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    /** Only this program ever sees the store that it protects. */
    @Override
    public Secret password() {
      return new Secret("in memory only");
    }

    @Override
    public KeyStore load() {
      try (InputStream in = Files.newInputStream(certificate)) {
        Certificate[] chain =
            CertificateFactory.getInstance("X.509")
                .generateCertificates(in)
                .toArray(Certificate[]::new);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (chain.length == 0) {
          throw new CannotServe("there is no certificate in " + certificate);
        }
        char[] own = password().reveal().toCharArray();
        store.setKeyEntry("server", privateKey(), own, chain);
        if (!KeyCheck.fits(store, own)) {
          throw new CannotServe(
              "the key %s is not that of the first certificate in %s: the server's own comes first there"
                  .formatted(key, certificate));
        }
        return store;
      } catch (IOException | GeneralSecurityException e) {
        throw new CannotServe(
            "the certificate "
                + certificate
                + " with the key "
                + key
                + " cannot be used: "
                + e.getClass().getSimpleName());
      }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
      Matcher matcher = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
      if (!matcher.find()) {
        throw new CannotServe(
            "the key "
                + key
                + " is not a PEM file with BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt makes one of older forms");
      }
      PKCS8EncodedKeySpec spec =
          new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
      for (String kind : KINDS) {
        Optional<PrivateKey> fitting = ofKind(kind, spec);
        if (fitting.isPresent()) {
          return fitting.get();
        }
      }
      throw new CannotServe("the key " + key + " is none of " + String.join(", ", KINDS));
    }

    private static Optional<PrivateKey> ofKind(String kind, PKCS8EncodedKeySpec spec)
        throws GeneralSecurityException {
      try {
        return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
      } catch (InvalidKeySpecException e) {
        return Optional.empty();
      }
    }
  }
}
