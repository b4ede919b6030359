package dev.promoter.remote.images;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PrivateKeyEntryDecoder;
import org.apache.sshd.common.config.keys.PublicKeyEntryDecoder;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;
import org.apache.sshd.common.util.security.eddsa.generic.GenericEd25519PublicKeyDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericOpenSSHEd25519PrivateKeyEntryDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;

/**
 * Ed25519, the kind of key that OpenSSH makes by default, with the implementation that Java has
 * itself. The SSH library knows only those of two other libraries; this tells it the forms in which
 * keys are written.
 */
final class Ed25519 implements EdDSASupport<EdECPublicKey, EdECPrivateKey> {
  private static final String PROVIDER = "SunEC";
  private static final String ALGORITHM = "Ed25519";
  private static final int RAW = 32;

  /** What stands before the 32 bytes of a key in the forms that Java reads (RFC 8410). */
  private static final byte[] PUBLIC_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] PRIVATE_HEAD =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private Ed25519() {}

  /** Makes it known; to be called before anything else of the library is used. */
  static void register() {
    SecurityUtils.registerSecurityProvider(new Registrar());
  }

  private static final class Registrar extends AbstractSecurityProviderRegistrar {
    Registrar() {
      super(PROVIDER);
    }

    @Override
    public boolean isSupported() {
      return Security.getProvider(PROVIDER) != null;
    }

    @Override
    public Provider getSecurityProvider() {
      return Security.getProvider(PROVIDER);
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
      return Optional.of(new Ed25519());
    }
  }

  @Override
  public PublicKeyEntryDecoder<EdECPublicKey, EdECPrivateKey> getEDDSAPublicKeyEntryDecoder() {
    return new GenericEd25519PublicKeyDecoder<>(EdECPublicKey.class, EdECPrivateKey.class, this);
  }

  @Override
  public PrivateKeyEntryDecoder<EdECPublicKey, EdECPrivateKey>
      getOpenSSHEDDSAPrivateKeyEntryDecoder() {
    return new GenericOpenSSHEd25519PrivateKeyEntryDecoder<>(
        EdECPublicKey.class, EdECPrivateKey.class, this);
  }

  @Override
  public Signature getEDDSASigner() {
    return new GenericSignatureEd25519(ALGORITHM);
  }

  @Override
  public int getEDDSAKeySize(Key key) {
    return key instanceof EdECPublicKey || key instanceof EdECPrivateKey ? KEY_SIZE : -1;
  }

  @Override
  public Class<EdECPublicKey> getEDDSAPublicKeyType() {
    return EdECPublicKey.class;
  }

  @Override
  public Class<EdECPrivateKey> getEDDSAPrivateKeyType() {
    return EdECPrivateKey.class;
  }

  @Override
  public boolean compareEDDSAPPublicKeys(PublicKey one, PublicKey other) {
    return same(one, other);
  }

  @Override
  public boolean compareEDDSAPrivateKeys(PrivateKey one, PrivateKey other) {
    return same(one, other);
  }

  private static boolean same(Key one, Key other) {
    return MessageDigest.isEqual(one.getEncoded(), other.getEncoded());
  }

  /** Java computes the public part of a pair from 32 random bytes: these are the private part. */
  @Override
  public EdECPublicKey recoverEDDSAPublicKey(PrivateKey key) throws GeneralSecurityException {
    byte[] seed = seed(key);
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(
        NamedParameterSpec.ED25519,
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
          }
        });
    return (EdECPublicKey) generator.generateKeyPair().getPublic();
  }

  @Override
  public EdECPublicKey generateEDDSAPublicKey(byte[] raw) throws GeneralSecurityException {
    KeySpec spec = new X509EncodedKeySpec(joined(PUBLIC_HEAD, raw));
    return (EdECPublicKey) KeyFactory.getInstance(ALGORITHM).generatePublic(spec);
  }

  @Override
  public EdECPrivateKey generateEDDSAPrivateKey(byte[] seed) throws GeneralSecurityException {
    KeySpec spec = new PKCS8EncodedKeySpec(joined(PRIVATE_HEAD, seed));
    return (EdECPrivateKey) KeyFactory.getInstance(ALGORITHM).generatePrivate(spec);
  }

  private static byte[] joined(byte[] head, byte[] raw) throws GeneralSecurityException {
    if (raw.length < RAW) {
      throw new GeneralSecurityException("a key of Ed25519 has 32 bytes");
    }
    byte[] joined = Arrays.copyOf(head, head.length + RAW);
    System.arraycopy(raw, 0, joined, head.length, RAW);
    return joined;
  }

  @Override
  public <B extends Buffer> B putRawEDDSAPublicKey(B buffer, PublicKey key) {
    buffer.putBytes(raw(key));
    return buffer;
  }

  @Override
  public <B extends Buffer> B putEDDSAKeyPair(B buffer, PublicKey publicKey, PrivateKey key) {
    byte[] raw = raw(publicKey);
    byte[] both = Arrays.copyOf(seed(key), 2 * RAW);
    System.arraycopy(raw, 0, both, RAW, RAW);
    buffer.putBytes(raw);
    buffer.putBytes(both);
    return buffer;
  }

  @Override
  public KeySpec createPublicKeySpec(EdECPublicKey key) {
    return new X509EncodedKeySpec(key.getEncoded());
  }

  @Override
  public KeySpec createPrivateKeySpec(EdECPrivateKey key) {
    return new PKCS8EncodedKeySpec(key.getEncoded());
  }

  @Override
  public byte[] getPublicKeyData(EdECPublicKey key) {
    return raw(key);
  }

  @Override
  public byte[] getPrivateKeyData(EdECPrivateKey key) throws IOException {
    return seed(key);
  }

  @Override
  public String getKeyFactoryAlgorithm() {
    return ALGORITHM;
  }

  private static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length);
  }

  private static byte[] seed(PrivateKey key) {
    return ((EdECPrivateKey) key).getBytes().orElseThrow();
  }
}
