package dev.promoter.web;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * Says whether a server could prove with a key that a certificate is its own: otherwise it would
 * start, and every client would find it silent.
 */
final class KeyCheck {
  private static final byte[] ANYTHING = {1, 2, 3};
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "Ed25519", "Ed25519");

  private KeyCheck() {}

  /** Whether a store has a key, and the certificate of each key it has is of that key. */
  static boolean fits(KeyStore store, char[] password) throws GeneralSecurityException {
    boolean any = false;
    for (String alias : Collections.list(store.aliases())) {
      Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
      Optional<Certificate> certificate = Optional.ofNullable(store.getCertificate(alias));
      if (key instanceof PrivateKey own) {
        if (certificate.isEmpty() || !fits(own, certificate.get())) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean fits(PrivateKey key, Certificate certificate)
      throws GeneralSecurityException {
    String algorithm = SIGNATURES.get(key.getAlgorithm());
    if (algorithm == null) {
      return true; // nothing here knows how it signs
    }
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(ANYTHING);
    byte[] signature = signing.sign();
    try {
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(ANYTHING);
      return verifying.verify(signature);
    } catch (InvalidKeyException | SignatureException e) {
      return false; // of another kind, or of another length
    }
  }
}
