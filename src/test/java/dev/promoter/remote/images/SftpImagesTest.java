package dev.promoter.remote.images;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class SftpImagesTest extends ImagesContract {
  private static final KeyPair HOST_KEY = SftpServer.keyPair("EC");

  private final SftpServer server = new SftpServer(HOST_KEY);

  @Override
  Map<String, String> section(Path root) throws IOException {
    server.start();
    return server.section(root, Tree.make(root.resolveSibling("ssh")), server.knownHost(HOST_KEY));
  }

  @Override
  Map<String, String> secrets() {
    return Map.of("UPLOADER_PASSWORD", SftpServer.PASSWORD);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }
}
