package dev.promoter.remote.http;

import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities trusted in addition to those of the Java installation. */
final class Trust {
  private Trust() {}

  /**
   * A TLS context that trusts the installation's authorities and those of a PEM file.
   *
   * @throws RemoteException when the file cannot be used: without it the server is out of reach
   */
  static SSLContext context(Path bundle) {
    try {
      List<Certificate> trusted = new ArrayList<>(installed());
      Collection<? extends Certificate> own = read(bundle);
      if (own.isEmpty()) {
        throw unusable(bundle, "it holds no certificate");
      }
      trusted.addAll(own);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store(trusted)), null);
      return context;
    } catch (IOException | GeneralSecurityException fault) {
      throw unusable(bundle, fault.getClass().getSimpleName() + ": " + fault.getMessage());
    }
  }

  private static RemoteException unusable(Path bundle, String reason) {
    return RemoteException.of(
        "TLS", "read the certificates of ca_bundle", bundle.toString(), reason, 0, false);
  }

  private static Collection<? extends Certificate> read(Path bundle)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(bundle)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static List<X509Certificate> installed() throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager x509) {
        found.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return found;
  }

  private static KeyStore store(List<Certificate> trusted)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("authority-" + i, trusted.get(i));
    }
    return store;
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
