package dev.promoter.config;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Looks at a file of certificates before the daemon relies on it. */
final class Certificates {
  private Certificates() {}

  /** What is wrong with a PEM file of authorities; empty when nothing is. */
  static String fault(Path file) {
    if (!Files.isRegularFile(file)) {
      return "there is no file " + file;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      boolean none = CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
      return none ? file + " holds no certificate" : "";
    } catch (IOException e) {
      return file + " cannot be read: " + TextFile.reason(e);
    } catch (CertificateException e) {
      return file + " is not a PEM file of certificates";
    }
  }
}
